import BelaySource
import BelaySyntax

/// A command of a procedure as it is written in a runbook: what it leaves open is a parameter.
struct ImportedCommand {
    enum Sign {
        /// It and all that it starts are known to read.
        case reads
        /// A person decides.
        case undecided
        /// It opens something that a person types into, so it is no command of a runbook.
        case session
    }

    /// Without a sign; several lines where it is a script.
    private(set) var text: String
    private(set) var sign = Sign.undecided
    /// The names that it takes from outside, in order.
    private(set) var parameters: [String] = []
    /// The names that it sets itself are the shell's.
    private let own: Set<String>
    /// It is written between `"""`, or between `'''` where Belay cannot read it.
    private(set) var style = Style.line

    enum Style {
        case line
        case script
        case raw
    }

    /// Variables that every shell has.
    private static let environment: Set<String> = [
        "HOME", "PATH", "PWD", "OLDPWD", "USER", "LOGNAME", "SHELL", "HOSTNAME", "UID", "EUID", "TMPDIR", "LANG",
        "TERM", "EDITOR",
        "RANDOM", "SECONDS", "LINENO", "IFS", "PPID", "BASH_SOURCE", "PIPESTATUS",
    ]

    init(_ source: String) {
        own = Set(
            source.matches(of: /(?:^|[\s;(])(?:for|read(?: -\w+)*|local|export|declare) +([A-Za-z_]\w*)/).map {
                String($0.output.1)
            }
                + source.matches(of: /(?:^|[\s;(])([A-Za-z_]\w*)\+?=/).map { String($0.output.1) })
        text = ""
        text = rewritten(source)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isContinued = lines.dropLast().allSatisfy { $0.hasSuffix("\\") }
        style = lines.count > 1 && !isContinued ? .script : .line
        var commands = read()
        if commands == nil, style == .line {
            style = .script
            commands = read()
        }
        if commands == nil {
            // Belay does not read it as it is: the shell alone does.
            text = source
            parameters = []
            style = .raw
            commands = read()
        }
        guard let commands else { return }
        if style == .line, commands.contains(where: KnownPrograms.opensSession) {
            sign = .session
        } else if !commands.isEmpty, commands.allSatisfy(KnownPrograms.reads) {
            sign = .reads
        }
    }

    /// The statement without its sign: a line, or a block of lines.
    ///
    /// - Parameter indentation: of the line that it begins in.
    func written(indentation: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        switch style {
        case .line: return lines.joined(separator: "\n\(indentation)    ")
        case .script, .raw:
            let quotes = style == .script ? "\"\"\"" : "'''"
            let inner = lines.map { $0.isEmpty ? "" : "\(indentation)    \($0)" }
            return ([quotes] + inner + ["\(indentation)    \(quotes)"]).joined(separator: "\n")
        }
    }

    /// The programs that it starts; nil where Belay cannot read it, or not to the end.
    private func read() -> [ShellCommandSyntax]? {
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array("? \(written(indentation: ""))\n".utf8))
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }), parsed.file.statements.count == 1,
            case .command(let command)? = parsed.file.statements.first, command.isPipeline != nil
        else { return nil }
        return command.commands
    }

    // MARK: - Names

    /// With a name of Belay wherever the procedure leaves something open, outside of single quotes.
    private mutating func rewritten(_ source: String) -> String {
        var result = ""
        var rest = Substring(source)
        var isQuoted = false
        var isDoubleQuoted = false
        while let character = rest.first {
            if character == "'", !isDoubleQuoted { isQuoted.toggle() }
            if character == "\"", !isQuoted { isDoubleQuoted.toggle() }
            if character == "\\", !isQuoted {
                result += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if !isQuoted, let (name, length) = placeholder(rest, before: result.last) {
                rest = rest.dropFirst(length)
                result += reference(to: name, before: rest.first)
            } else if !isQuoted, let (text, length) = shellName(rest) {
                result += text
                rest = rest.dropFirst(length)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// `<name>`, `{{ name }}`, `$1`.
    private func placeholder(_ text: Substring, before: Character?) -> (name: String, length: Int)? {
        if before != "<", let match = text.prefixMatch(of: /<([A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*)>/) {
            return (Self.name(String(match.output.1)), match.output.0.count)
        }
        if let match = text.prefixMatch(of: /\{\{-? *([A-Za-z][A-Za-z0-9_.]*) *-?\}\}/) {
            return (Self.name(String(match.output.1)), match.output.0.count)
        }
        if let match = text.prefixMatch(of: /\$\{?([1-9])\}?/) {
            return ("argument\(match.output.1)", match.output.0.count)
        }
        return nil
    }

    /// `$NAME` or `${NAME}`: the shell's own, or something from outside.
    private mutating func shellName(_ text: Substring) -> (text: String, length: Int)? {
        guard let match = text.prefixMatch(of: /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/) else { return nil }
        let name = String(match.output.1 ?? match.output.2 ?? "")
        let length = match.output.0.count
        if own.contains(name) || Self.environment.contains(name) {
            // With braces only what is Belay's is read; the shell's has none, or a `:-` in them.
            let isAlone = match.output.1 == nil
            return (isAlone ? "\\$\(name)" : "${\(name):-}", length)
        }
        let known = Self.name(name)
        return (reference(to: known, before: text.dropFirst(length).first), length)
    }

    private mutating func reference(to name: String, before next: Character?) -> String {
        if !parameters.contains(name) { parameters.append(name) }
        let continues = next.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_.[".contains($0)) } ?? false
        return continues ? "${\(name)}" : "$\(name)"
    }

    /// A name of Belay that is like another one.
    static func name(_ text: String) -> String {
        var name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        while name.first == "_" { name.removeFirst() }
        if name.isEmpty || name.first?.isNumber == true { name = "value_" + name }
        if name == "run" || name == "failure" || Keyword(rawValue: name) != nil { name += "_value" }
        return name
    }
}
