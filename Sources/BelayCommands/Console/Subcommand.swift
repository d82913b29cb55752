import ArgumentParser

/// One command of `belay`. What it touches is handed to it.
protocol Subcommand: ParsableCommand {
    /// It changes nothing: without what it writes it has done nothing.
    static var onlyTells: Bool { get }

    mutating func carryOut(on console: Console) async throws(UserError) -> ExitStatus
}

extension Subcommand {
    static var onlyTells: Bool { false }
}

extension CommandConfiguration {
    /// Of a command that is parsed by itself, and speaks of itself as one of `belay`.
    static func command(_ name: String, abstract: String, discussion: String) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, _superCommandName: "belay", abstract: abstract, discussion: unwrapped(discussion),
            version: Version.current)
    }

    /// A paragraph per line, since the argument parser wraps them to the terminal. Indented lines are examples and stay.
    private static func unwrapped(_ text: String) -> String {
        var lines: [Substring] = []
        var isParagraph = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isText = !line.isEmpty && !line.hasPrefix(" ")
            if isParagraph, isText, let last = lines.popLast() {
                lines.append("\(last) \(line)")
            } else {
                lines.append(line)
            }
            isParagraph = isText
        }
        return lines.joined(separator: "\n")
    }
}
