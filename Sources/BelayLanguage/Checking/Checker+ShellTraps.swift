import BelaySource
import BelaySyntax

/// Shell text that does what it says and not what was meant. Each is a warning, and only where that is nearly sure.
extension Checker {
    /// A command that is a statement of its own: what it leaves in its shell is gone with that.
    mutating func checkLeftovers(_ syntax: CommandSyntax) {
        guard syntax.style == .line, syntax.statements.count == 1, let only = syntax.statements.first,
            only.commands.count == 1, let command = only.commands.first, command.written.isEmpty
        else { return }
        guard let program = command.words.first?.text else {
            report(.assignmentAlone(source(of: only.span), at: only.span))
            return
        }
        switch program {
        case "cd", "pushd", "popd": report(.folderAlone(program, source(of: only.span), at: only.span))
        case "export", "alias", "unset", "set", "shopt", "umask", "ulimit", "source", ".":
            report(.settingAlone(program, at: only.span))
        default: break
        }
    }

    /// Two changes under one number: after an interruption nobody could say which of them has happened.
    mutating func checkSemicolons(_ syntax: CommandSyntax) {
        guard syntax.style == .line, syntax.sign != .reads else { return }
        for (first, second) in zip(syntax.statements, syntax.statements.dropFirst()) {
            guard first.endsWithSemicolon, first.isProgram, second.isProgram else { continue }
            report(
                .twoCommands(
                    source(of: first.span), source(of: second.span), sign: syntax.sign.rawValue, at: second.span))
            return
        }
    }

    /// `{{ name }}` of another tool, where Belay has that name.
    mutating func checkBraces(in text: String, at span: Span) {
        guard let path = Braces.path(in: text) else { return }
        let name = path.prefix { $0 != "." }
        guard isDeclared(String(name)) else { return }
        report(.foreignBraces(path, at: span))
    }
}

private enum Braces {
    /// The first path between `{{` and `}}`.
    static func path(in text: String) -> String? {
        var rest = text.utf8[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "{")) {
            rest = rest[rest.index(after: start)...]
            guard rest.first == UInt8(ascii: "{") else { continue }
            var inner = rest.dropFirst().drop { $0 == UInt8(ascii: " ") }
            let path = inner.prefix { $0.isOfPath }
            inner = inner.dropFirst(path.count).drop { $0 == UInt8(ascii: " ") }
            if let first = path.first, first.isOfName, inner.starts(with: "}}".utf8) { return String(Substring(path)) }
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }

    fileprivate var isOfPath: Bool {
        isOfName || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}

extension ShellStatementSyntax {
    /// A program that is started, and no builtin that prepares the shell for the next.
    fileprivate var isProgram: Bool {
        guard commands.count == 1, let program = commands.first?.words.first?.text else { return false }
        return ![
            "cd", "pushd", "popd", "export", "alias", "unset", "set", "shopt", "umask", "ulimit", "source", ".", "trap",
            "local", "declare", "readonly", "read", "eval", "exec", "exit", "return", ":", "true", "wait", "sleep",
            "echo",
            "printf", "shift",
        ].contains(program)
    }
}
