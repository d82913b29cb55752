import BelaySource

/// Rows of text being gathered for a terminal or a file.
struct Page: Sendable {
    let palette: Palette
    /// Nil where nothing needs to fit.
    var width: Int?
    private(set) var text = ""

    init(palette: Palette, width: Int?) {
        self.palette = palette
        self.width = width
    }

    /// - Parameter indent: spaces before every row but the first, also where the text has a line end: a value that
    ///   holds one cannot forge a line of the page.
    mutating func add(_ row: StyledText, indent: Int = 2) {
        for line in row.wrapped(to: width, indent: indent) {
            text += line.rendered(in: palette)
            text += "\n"
        }
    }

    /// A row with something at its end, such as the time it took: at the right edge where there is one.
    mutating func add(_ row: StyledText, indent: Int, ending: StyledText) {
        guard !ending.isEmpty else { return add(row, indent: indent) }
        guard let width else {
            var row = row
            row.append("  ")
            row.append(ending)
            return add(row, indent: indent)
        }
        var lines = row.wrapped(to: width, indent: indent)
        var last = lines.removeLast()
        if last.columns + 2 + ending.columns > width {
            lines.append(last)
            last = StyledText()
        }
        last.pad(to: min(width, Self.widest) - ending.columns, gap: last.isEmpty ? 0 : 2)
        last.append(ending)
        for line in lines + [last] {
            text += line.rendered(in: palette)
            text += "\n"
        }
    }

    mutating func addBlank() { text += "\n" }

    mutating func addRaw(_ lines: String) { text += lines }

    /// Returns what was gathered, and empties the page.
    mutating func take() -> String {
        defer { text = "" }
        return text
    }

    /// Times further to the right than this are hard to follow back.
    private static let widest = 100
}
