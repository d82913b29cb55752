/// Choices in columns, read downward.
enum ChoiceColumns {
    /// Beyond this number the rest is only counted.
    private static let limit = 200

    static func text(_ choices: [String], width: Int) -> String {
        let shown = Array(choices.prefix(limit))
        let widths = shown.map(ScreenWidth.columns)
        let cell = (widths.max() ?? 0) + 2
        let columns = max(1, width / cell)
        let rows = (shown.count + columns - 1) / columns
        var text = ""
        for row in 0..<rows {
            for index in stride(from: row, to: shown.count, by: rows) {
                let isLast = index + rows >= shown.count
                text += shown[index] + (isLast ? "" : String(repeating: " ", count: cell - widths[index]))
            }
            text += "\n"
        }
        if shown.count < choices.count { text += "and \(choices.count - shown.count) more\n" }
        return text
    }
}
