/// The output that waits while a question is on the terminal: its last lines. A person may take hours over the answer.
struct DeferredOutput {
    private static let limit = 1000

    /// Whole lines with their ends, but for the last, which may continue.
    private var lines: [String] = []
    private var leftOut = 0

    mutating func append(_ text: String) {
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")).map(rest.utf8.index(after:)) ?? rest.endIndex
            if let last = lines.last, last.utf8.last != UInt8(ascii: "\n") {
                lines[lines.count - 1] += rest[..<end]
            } else {
                lines.append(String(rest[..<end]))
            }
            rest = rest[end...]
        }
        // Seldom, since each time all of them move.
        if lines.count > 2 * Self.limit { shorten() }
    }

    /// Returns what was kept, once.
    mutating func takeAll() -> String {
        shorten()
        defer { self = DeferredOutput() }
        let sentence = leftOut == 0 ? "" : "… \(leftOut) \(leftOut == 1 ? "line" : "lines") left out\n"
        return sentence + lines.joined()
    }

    private mutating func shorten() {
        let surplus = max(0, lines.count - Self.limit)
        lines.removeFirst(surplus)
        leftOut += surplus
    }
}
