import ArgumentParser
import BelayReporting

/// `belay complete -- WORD ...`: what can stand at the end of a command line, a line each with what it is. Shells ask it at Tab, by
/// the scripts that `make install` puts in their folders, and nobody else does.
struct CompleteCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration(commandName: "complete", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var words: [String] = []

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let typed = words.first == "--" ? Array(words.dropFirst()) : words
        let found = ShellCompletion(console: console, table: CommandTable()).candidates(for: typed)
        for candidate in found {
            let words = candidate.words.isEmpty ? "" : "\t" + Self.shown(candidate.words)
            console.output.write(Self.shown(candidate.word) + words + "\n")
        }
        return .done
    }

    /// In one line.
    private static func shown(_ text: String) -> String {
        PrintableText.make(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}
