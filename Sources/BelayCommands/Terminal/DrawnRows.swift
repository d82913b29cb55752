import BelayReporting
import BelaySource

/// The rows that were drawn beneath a page, and what a terminal is sent to draw others in their place.
///
/// Each row is emptied by itself. A terminal that is told to erase everything from its first row on, such as tmux, keeps
/// what was there as if it had scrolled off.
struct DrawnRows {
    private var rows: [String] = []
    /// Of the terminal when they were drawn.
    private var width = 0

    /// The text goes above the rows for good.
    /// - Parameter reflows: the terminal breaks long rows again where it becomes narrower.
    mutating func replacement(
        by text: String, _ new: [String], width: Int, height: Int, reflows: Bool
    ) -> String {
        if text.isEmpty, new == rows, width == self.width { return "" }
        let old = occupied(at: width, height: height, reflows: reflows)
        var frame: String
        if text.isEmpty, new.count == rows.count, old == rows.count, width == self.width {
            frame = Self.up(old)
            for (row, before) in zip(new, rows) { frame += row == before ? "\n" : "\u{1B}[2K\(row)\n" }
        } else {
            frame = Self.erasure(of: old) + text
            for row in new { frame += row + "\n" }
        }
        (rows, self.width) = (new, width)
        // Shown at once, where a terminal can.
        return "\u{1B}[?2026h" + frame + "\u{1B}[?2026l"
    }

    /// Takes them away.
    mutating func erasure(width: Int, height: Int, reflows: Bool) -> String {
        defer { rows = [] }
        return Self.erasure(of: occupied(at: width, height: height, reflows: reflows))
    }

    /// The number of rows that they fill now.
    private func occupied(at width: Int, height: Int, reflows: Bool) -> Int {
        guard reflows, width > 0, width < self.width else { return min(rows.count, height - 1) }
        let count = rows.reduce(0) { $0 + max(1, ($1.visible.columns + width - 1) / width) }
        return min(count, height - 1)
    }

    private static func erasure(of count: Int) -> String {
        if count <= 0 { return "" }
        let rows = Array(repeating: "\u{1B}[2K", count: count)
        return up(count) + rows.joined(separator: "\u{1B}[1B") + (count > 1 ? up(count - 1) : "\r")
    }

    private static func up(_ count: Int) -> String { count > 0 ? "\u{1B}[\(count)A\r" : "" }
}
