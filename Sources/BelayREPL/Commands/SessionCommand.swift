import BelaySource

/// A command that begins with a colon at a prompt: about the session, not part of the language.
public enum SessionCommand: Hashable, Sendable {
    case help(String)
    case plan(String)
    case phrases(String)
    case vars
    /// Empty: where the prompt began, which at a held step is the place of that.
    case on(String)
    case undo
    case runs
    case save(String)
    case load(String)
    case time(String)
    /// A statement that only reads, in the background.
    case job(String)
    case jobs
    /// A job, by its number.
    case end(Int)
    /// Nil shows which.
    case ask(AskMode?)
    case quit

    /// The reason why a line is not a command: a sentence, and what to type.
    public struct Problem: Error, Hashable, Sendable {
        public var message: String
        public var help: String
    }

    /// Every command with what it takes and does.
    public static let usage: [(command: String, what: String)] = [
        (":help [WORDS]", "this list, or help on a command, statement or phrase"),
        (":plan STATEMENT", "show its steps and exact commands, run nothing"),
        (":phrases [WORD]", "list the phrases"),
        (":vars", "list the names and their values"),
        (":on [HOST]", "run what follows there; without HOST, where the prompt began"),
        (":ask [changes|destroys|never]", "set what needs a yes before it runs"),
        (":time STATEMENT", "run it and show how long it took"),
        (":job STATEMENT", "run it in the background (reads only)"),
        (":jobs", "list running jobs and their last output"),
        (":end NUMBER", "end a job"),
        (":undo", "undo the last step that can be undone"),
        (":runs", "list runs and how they ended"),
        (":save FILE", "save the session as a runbook"),
        (":load FILE", "run a file"),
        (":quit", "leave; so does Ctrl-D"),
    ]

    /// With the colon.
    public static var names: [String] { usage.map { String($0.command.prefix { $0 != " " }) } }

    /// Of a command by its name, with the colon or without.
    public static func usage(of name: String) -> (command: String, what: String)? {
        let name = name.hasPrefix(":") ? name : ":\(name)"
        return usage.first { $0.command.prefix { $0 != " " } == name }
    }

    /// The command meant by this line, which is not a statement: `help`, `exit`, `save FILE`.
    public static func meant(by text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.lowercased(), !text.trimmed.contains(where: \.isNewline) else { return nil }
        switch first {
        case "?": return words.count == 1 ? ":help" : nil
        case "undo": return words.count == 1 ? ":undo" : nil
        case "exit", "bye", "logout": return ":quit"
        // These are statements too.
        case "on", "ask": return nil
        default: return names.first { $0.dropFirst() == first }
        }
    }

    public init(_ line: String) throws(Problem) {
        let text = line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ":"
        let rest = String(line.drop(while: \.isWhitespace).dropFirst(text.count))
        let argument = rest.trimmed
        if Self.statement(in: line) == nil, line.trimmed.contains(where: \.isNewline) {
            throw Problem(
                message: "`\(text)` is one line, and more lines follow it; nothing was run",
                help: "enter it alone; only :plan, :time and :job take a statement of several lines")
        }
        switch text {
        case ":help", ":h", ":?": self = .help(argument)
        case ":plan": self = .plan(try Self.needed(argument, for: ":plan STATEMENT"))
        case ":phrases": self = .phrases(argument)
        case ":vars": self = try Self.lone(.vars, text, argument)
        case ":on": self = .on(argument)
        case ":undo": self = try Self.lone(.undo, text, argument)
        case ":runs": self = try Self.lone(.runs, text, argument)
        case ":save": self = .save(try Self.needed(argument, for: ":save FILE"))
        case ":load": self = .load(try Self.needed(argument, for: ":load FILE"))
        case ":time": self = .time(try Self.needed(argument, for: ":time STATEMENT"))
        case ":job": self = .job(try Self.needed(argument, for: ":job STATEMENT"))
        case ":jobs": self = try Self.lone(.jobs, text, argument)
        case ":end": self = .end(try Self.number(argument))
        case ":ask": self = .ask(try Self.mode(argument))
        case ":quit", ":q", ":exit": self = try Self.lone(.quit, text, argument)
        default:
            let near = NameSuggestion.nearest(to: text, among: Self.names)
            throw Problem(message: "there is no command `\(text)`", help: near ?? ":help lists them")
        }
    }

    /// A command that takes nothing.
    private static func lone(_ command: Self, _ text: String, _ argument: String) throws(Problem) -> Self {
        if argument.isEmpty { return command }
        throw Problem(message: "`\(text)` takes no argument, found `\(argument)`", help: text)
    }

    private static func needed(_ argument: String, for usage: String) throws(Problem) -> String {
        if argument.isEmpty { throw Problem(message: "something is missing", help: usage) }
        return argument
    }

    private static func number(_ argument: String) throws(Problem) -> Int {
        if let number = Int(argument) { return number }
        let what = argument.isEmpty ? "the number of the job is missing" : "`\(argument)` is not the number of a job"
        throw Problem(message: what, help: ":jobs lists them; then :end NUMBER")
    }

    /// The statement that a command is about, as far as it is typed; nil for a command without one.
    public static func statement(in line: String) -> String? {
        let text = line.drop(while: \.isWhitespace)
        let word = text.prefix { !$0.isWhitespace }
        return [":plan", ":time", ":job"].contains(word) ? String(text.dropFirst(word.count)) : nil
    }

    private static func mode(_ argument: String) throws(Problem) -> AskMode? {
        if argument.isEmpty { return nil }
        guard let mode = AskMode(rawValue: argument) else {
            throw Problem(message: "`\(argument)` is not a choice", help: ":ask changes, :ask destroys or :ask never")
        }
        return mode
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
