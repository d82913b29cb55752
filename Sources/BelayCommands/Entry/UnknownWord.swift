import ArgumentParser
import BelayData
import BelaySource

/// The meaning of a command that does not exist.
enum UnknownWord {
    /// Nil when the first word is a command.
    static func refusal(of arguments: [String]) -> UserError? {
        var words = arguments.filter { !$0.hasPrefix("-") }[...]
        if words.first == "help" { words.removeFirst() }
        guard let word = words.first, !names.contains(word) else { return nil }
        let isRunbook = word.hasSuffix(".runbook") || word.contains("/")
        if isRunbook {
            return UserError(
                status: .usage, message: "a runbook needs a command before it",
                help: ["belay check \(word)", "belay plan \(word)", "belay run \(word)"])
        }
        let help: [String]
        if let near = NameSuggestion.nearest(to: word, among: names) {
            help = ["did you mean `belay \(near)`?"]
        } else {
            help = ["the commands are \(names.joined(separator: ", "))"]
        }
        return UserError(status: .usage, message: "there is no command `\(word)`", help: help)
    }

    /// What other programs call a plan.
    static func refusal(ofDryRun arguments: [String]) -> UserError? {
        guard arguments.first == "run", let index = arguments.firstIndex(where: flags.contains) else { return nil }
        var words = arguments
        words.remove(at: index)
        words[0] = "plan"
        return UserError(
            status: .usage,
            message: "`belay plan` shows what `belay run` would run, so there is no \(arguments[index])",
            help: ["belay \(ShellQuoting.joined(words))"])
    }

    private static let flags = ["--dry-run", "--noop", "--check", "--plan"]

    private static let names = Belay.commandNames
}
