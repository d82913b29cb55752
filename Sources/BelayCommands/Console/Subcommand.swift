import ArgumentParser

/// One command of `belay`. What it touches is handed to it.
protocol Subcommand: ParsableCommand {
    /// It changes nothing: without its output it has done nothing.
    static var onlyReports: Bool { get }

    mutating func run(on console: Console) async throws(UserError) -> ExitStatus
}

extension Subcommand {
    static var onlyReports: Bool { false }
}

extension CommandConfiguration {
    /// The configuration of a command that is parsed by itself, so that its help calls it a command of `belay`.
    ///
    /// - Parameter usage: the words after its name.
    static func command(_ name: String, usage: String, abstract: String, discussion: String) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, abstract: abstract, usage: "belay \(name) \(usage)", discussion: unwrapped(discussion),
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
