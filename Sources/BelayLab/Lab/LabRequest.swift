/// What `belay-lab master` was asked for.
struct LabRequest: Hashable, Sendable {
    /// How many keys etcd main has before the command starts.
    var keys = 0
    /// Seconds between two rounds of protokube.
    var protokubePeriod = 60
    /// The program to run beside the master, and its arguments.
    var command: [String] = []

    static let usage = "usage: belay-lab master [--keys N] [--protokube-period SECONDS] -- COMMAND [ARGUMENT...]"

    init(_ words: [String]) throws(LabFailure) {
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--":
                command = Array(rest)
                rest = []
            case "--keys": keys = try Self.number(after: word, in: &rest, from: 0)
            case "--protokube-period": protokubePeriod = try Self.number(after: word, in: &rest, from: 1)
            default: throw Self.misused("`\(word)` is not an option of the lab\n\(Self.usage)")
            }
        }
        if command.isEmpty { throw Self.misused("a command to run in the lab is missing\n\(Self.usage)") }
    }

    /// As words that are read back to the same request.
    var words: [String] {
        ["--keys", String(keys), "--protokube-period", String(protokubePeriod), "--"] + command
    }

    private static func number(
        after option: String, in words: inout ArraySlice<String>, from lowest: Int
    ) throws(LabFailure) -> Int {
        guard let word = words.popFirst() else { throw misused("\(option) wants a number\n\(usage)") }
        guard let number = Int(word), (lowest...1_000_000).contains(number) else {
            throw misused("\(option) wants a number from \(lowest) to 1000000, not `\(word)`")
        }
        return number
    }

    private static func misused(_ sentence: String) -> LabFailure {
        LabFailure(sentence, status: ExitStatus.misused)
    }
}
