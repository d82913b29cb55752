import BelaySource

/// Why nothing was run: a sentence, and what to do about it.
struct UserError: Error, Hashable {
    var status: ExitStatus = .refused
    /// Without a full stop.
    var message: String
    /// Things to type instead, one line each.
    var help: [String] = []

    /// As it is written to standard error.
    /// A name in it cannot begin a line of its own.
    var text: String { (["belay: \(message)"] + help.map { "  \($0)" }).map { $0.shown + "\n" }.joined() }

    /// Names with their meanings, one beneath the other.
    static func columns(_ rows: [(name: String, meaning: String)]) -> [String] {
        let width = rows.map(\.name.columns).max() ?? 0
        return rows.map { $0.name + String(repeating: " ", count: width - $0.name.columns + 2) + $0.meaning }
    }
}
