import ArgumentParser
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

    private static let names = Belay.commandNames
}
