/// A command of `ExecStart` and its like, see systemd.service(5), "Command lines".
struct ExecCommand: Hashable, Sendable {
    /// `-`: its failure is none.
    var ignoresFailure = false
    /// `:`: variables stay as they are written.
    var keepsVariables = false
    /// `+` and `!`: it runs as root whatever `User` says.
    var isPrivileged = false
    /// `@`: the second word is the name that the program gets.
    var namesItself = false
    var words: [String]

    /// The commands of one line: a lone `;` separates them.
    /// - Throws: for a line that systemd refuses.
    static func parse(_ line: String, _ specifiers: Specifiers) throws(UnitProblem) -> [ExecCommand] {
        var commands: [ExecCommand] = []
        var words: [String] = []
        for word in try QuotedWords.split(line) {
            if word.text == ";", !word.isQuoted {
                try add(&words, to: &commands)
            } else {
                words.append(specifiers.expand(word.text == "\\;" ? ";" : word.text))
            }
        }
        try add(&words, to: &commands)
        return commands
    }

    private static func add(_ words: inout [String], to commands: inout [ExecCommand]) throws(UnitProblem) {
        guard !words.isEmpty else { return }
        var command = ExecCommand(words: words)
        words = []
        var program = command.words[0][...]
        while let letter = program.first, "-:+!@".contains(letter) {
            program = program.dropFirst()
            switch letter {
            case "-": command.ignoresFailure = true
            case ":": command.keepsVariables = true
            case "@": command.namesItself = true
            default: command.isPrivileged = true
            }
        }
        if program.isEmpty { throw UnitProblem("a command has no program") }
        command.words[0] = String(program)
        commands.append(command)
    }

    /// The words with variables in their place: `$NAME` as a word of its own becomes the words of its value, `${NAME}` is
    /// replaced anywhere and stays one word, `$$` is a dollar.
    func words(with environment: [String: String]) -> [String] {
        if keepsVariables { return words }
        return words.enumerated().flatMap { index, word -> [String] in
            if index > 0, word.hasPrefix("$"), word != "$$", !word.hasPrefix("${"), Self.isName(word.dropFirst()) {
                return (environment[String(word.dropFirst())] ?? "").split { $0 == " " || $0 == "\t" || $0 == "\n" }
                    .map(String.init)
            }
            return [Self.replaced(word, environment)]
        }
    }

    private static func replaced(_ word: String, _ environment: [String: String]) -> String {
        var result = ""
        var rest = word[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.hasPrefix("$") {
                result += "$"
                rest = rest.dropFirst()
            } else if rest.hasPrefix("{"), let end = rest.firstIndex(of: "}"),
                isName(rest[rest.index(after: rest.startIndex)..<end])
            {
                result += environment[String(rest[rest.index(after: rest.startIndex)..<end])] ?? ""
                rest = rest[rest.index(after: end)...]
            } else {
                result += "$"
            }
        }
        return result + rest
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, first == "_" || first.isLetter else { return false }
        return text.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
    }
}
