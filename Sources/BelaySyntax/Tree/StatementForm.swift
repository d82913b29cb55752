/// A way to write a statement, with all that the language says of it whatever it is filled in with.
///
/// This is the one table of statements in the syntax. What it says is asked for by the parser, the checker, a session and
/// its help; none of them has a list of statements of its own. `StatementSyntax` gives each statement its form, and
/// the program has a table like it in `Statement`.
public enum StatementForm: Int, Hashable, CaseIterable, Sendable {
    case runbook, needs, use, rehearse, parameter, type, lock, phase, step
    case action, probe, target, via, give, doneWhen, undoBlock
    case read, change, destroy, `let`, edit, withInput, withInputFile, withOutputFile, withEnvironment, within
    case `if`, `for`, retry, `repeat`, together, await, wait, waitUntil, expect, `guard`
    case say, note, confirm, approval, ask, manual, pointOfNoReturn
    case fail, todo, onFailure, always, undo, recover
    case on, `in`, locally
    case test, given, testsOf
    case phrase, documentation
    case lab, machine, address, begin, meanwhile, found, ends, fault

    /// The words that it begins with; none for a command, a phrase and a text.
    public var words: [Keyword] { row.words }

    /// The words that it begins with, as messages name it.
    public var keyword: String? {
        switch self {
        case .test: "test"
        case .given: "given"
        case .testsOf: "tests of"
        default: words.isEmpty ? nil : words.map(\.rawValue).joined(separator: " ")
        }
    }

    /// How it is written, as in the grammar: in capitals what is filled in, in brackets what may be absent.
    public var usage: String { (words.map(\.rawValue) + [row.operands]).filter { !$0.isEmpty }.joined(separator: " ") }

    /// What it does, for the help of a session. A phrase and a text are not looked up as statements, and have none; nor have
    /// tests, which no session has.
    public var help: String? { row.help }

    public var places: Places { row.places }

    /// Whether it declares something: it stands outside of every block, and does nothing by itself.
    public var isDeclaration: Bool { places == .file }

    /// Whether it stands in a lab only: in other files its words begin phrases.
    public var isOfLab: Bool { Self.lab.rawValue <= rawValue }

    /// Whether its block only says a place, a limit or an input, and hides no name.
    public var isTransparent: Bool { row.isTransparent }

    /// Whether what it holds runs only if something else has.
    public var isHandler: Bool { self == .onFailure || self == .always }

    /// Those whose usage begins with these words, in the order of the help.
    public static func found(by words: [Substring]) -> [Self] {
        allCases.filter { $0.help != nil && $0.usage.split(separator: " ").starts(with: words) }
    }

    private var row: Row { Self.table[rawValue] }
    private static let table = allCases.map(\.entry)
}

extension StatementForm {
    init(_ sign: CommandSign) {
        switch sign {
        case .reads: self = .read
        case .changes: self = .change
        case .destroys: self = .destroy
        }
    }

    init(_ kind: DefinitionSyntax.Kind) {
        switch kind {
        case .action: self = .action
        case .probe: self = .probe
        case .target: self = .target
        }
    }

    init(_ value: LetSyntax.Value) {
        switch value {
        case .expression: self = .let
        case .edit: self = .edit
        }
    }
}

extension StatementForm {
    /// Where a statement may stand.
    public struct Places: OptionSet, Hashable, Sendable {
        public let rawValue: UInt16

        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// Outside of every block.
        public static let file = Places(rawValue: 1 << 0)
        /// At the runbook's own level.
        public static let outline = Places(rawValue: 1 << 1)
        /// In a runbook or a definition at any depth, but not in its handlers.
        public static let runbook = Places(rawValue: 1 << 2)
        public static let action = Places(rawValue: 1 << 3)
        public static let probe = Places(rawValue: 1 << 4)
        public static let target = Places(rawValue: 1 << 5)
        public static let onFailure = Places(rawValue: 1 << 6)
        /// In `always`, and in the `undo` of an action.
        public static let otherHandler = Places(rawValue: 1 << 7)

        /// In the blocks of a lab.
        public static let lab = Places(rawValue: 1 << 8)

        public static let forward: Places = [.runbook, .action]
        /// Where a person may be asked: a lab is there without one.
        public static let asking: Places = [.forward, .onFailure, .otherHandler]
        /// Where something may be changed.
        public static let changing: Places = [.asking, .lab]
        /// Where something is done, changed or not: a target only says how commands are reached.
        public static let reading: Places = [.changing, .probe]
        public static let everywhere: Places = [.reading, .target]
    }
}

// MARK: - The table

extension StatementForm {
    private struct Row: Sendable {
        var words: [Keyword]
        var operands: String
        var help: String?
        var places: Places
        var isTransparent: Bool

        init(_ words: [Keyword], _ operands: String, _ help: String?, in places: Places, isTransparent: Bool = false) {
            (self.words, self.operands, self.help) = (words, operands, help)
            (self.places, self.isTransparent) = (places, isTransparent)
        }
    }

    private var entry: Row {
        switch self {
        case .runbook:
            Row([.runbook], "\"TITLE\" \"TEXT\"", "begins a runbook: its title, and what it does", in: .file)
        case .needs:
            Row([.needs], "PROGRAM, ...", "names programs of this machine, checked before the first step", in: .file)
        case .use:
            Row(
                [.use], "LIBRARY, ... [with NAME=VALUE, ...]",
                "makes the phrases of a library available, and sets its parameters", in: .file)
        case .rehearse:
            Row([.rehearse, .in], "LAB", "names the lab in which the runbook can be rehearsed", in: .file)
        case .parameter:
            Row(
                [.param],
                "NAME: TYPE [= VALUE | = env NAME | = ? COMMAND] [\"TEXT\"] [where CONDITION [else \"TEXT\"]]",
                "a value that is given on the command line, or has a default", in: .file)
        case .type:
            Row([.type], "NAME = TYPE", "gives a type a name; WORD | WORD is a choice, list of TYPE a list", in: .file)
        case .lock: Row([.lock], "VALUE", "lets one run at a time hold this lock", in: .file)
        case .phase: Row([.phase], "\"TITLE\" { }", "a numbered part of the runbook", in: .outline)
        case .step: Row([.step], "\"TITLE\" { }", "a numbered part of a phase", in: .changing)
        case .action:
            Row(
                [.action], "WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that changes something, and is a step",
                in: .file)
        case .probe:
            Row(
                [.probe], "WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that only reads: a condition, or a value",
                in: .file)
        case .target:
            Row(
                [.target], "WORD (NAME: TYPE) ... { via COMMAND }",
                "a phrase for a place, such as a container, used with `in`", in: .file)
        case .via:
            Row([.via], "COMMAND", "in a target: the prefix of each command that runs there", in: .target)
        case .give:
            Row([.give], "VALUE", "in a probe or action: the value that it gives", in: [.probe, .action])
        case .doneWhen:
            Row(
                [.done, .when], "CONDITION",
                "in an action: if true before, the action is skipped; it must be true after", in: .action)
        case .undoBlock: Row([.undo], "{ }", "in an action: reverts what the action does", in: .action)
        case .read: Row([], "? COMMAND", "runs a command that only reads", in: .everywhere)
        case .change: Row([], "$ COMMAND", "runs a command that changes something", in: .everywhere)
        case .destroy:
            Row([], "! COMMAND", "runs a command whose effect no other command can revert", in: .everywhere)
        case .let:
            Row(
                [.let], "NAME [: TYPE] = VALUE", "binds a name once; a command after `=` gives its output",
                in: .everywhere)
        case .edit:
            Row(
                [.let], "NAME = edit yaml|json TEXT { set PATH = VALUE }",
                "makes a new string from a string; also remove PATH and append PATH = VALUE", in: .everywhere)
        case .withInput:
            Row(
                [.with, .input], "TEXT { }", "sets the standard input of the commands inside", in: .reading,
                isTransparent: true)
        case .withInputFile:
            Row(
                [.with, .input, .file], "PATH { }", "gives the commands inside a file of this machine as their input",
                in: .reading, isTransparent: true)
        case .withOutputFile:
            Row(
                [.with, .output, .file], "PATH { }",
                "writes the output of the command inside to a file of this machine, whole or not at all",
                in: .changing, isTransparent: true)
        case .withEnvironment:
            Row(
                [.with, .env], "NAME=VALUE, ... { }", "sets variables for the commands inside", in: .everywhere,
                isTransparent: true)
        case .within:
            Row(
                [.within], "DURATION { }", "the time limit of the commands inside", in: .everywhere, isTransparent: true
            )
        case .if:
            Row(
                [.if], "CONDITION { } [else if CONDITION { }] [else { }]", "runs one of its blocks", in: .reading
            )
        case .for:
            Row(
                [.for],
                "NAME in LIST [by PATH] [where CONDITION] "
                    + "[together [in batches of N] [at most N] [stopping after N failures]] { } [between batches { }]",
                "runs the block for each element, in order, side by side or batch by batch", in: .reading)
        case .retry:
            Row([.retry], "N times [every DURATION] { }", "runs the block again when it fails", in: .reading)
        case .repeat:
            Row(
                [.repeat], "at most N times [every DURATION] until CONDITION { }",
                "runs the block round by round, until the condition is true before one", in: .reading)
        case .together:
            Row([.together], "[at most N] { }", "runs the statements of the block side by side", in: .reading)
        case .await:
            Row(
                [.await], "CONDITION [within D] [every D] [stable D] [or fail when CONDITION]",
                "checks until it is true, or a deadline passes", in: .reading)
        case .wait: Row([.wait], "DURATION", "lets that much time pass", in: .reading)
        case .waitUntil:
            Row(
                [.wait, .until], "TIME",
                "waits for the next 02:00 by this machine's clock, or for a date with its zone",
                in: .changing)
        case .expect:
            Row(
                [.expect], "CONDITION [else \"TEXT\"]",
                "fails the step, or makes the probe false, unless it is true", in: .everywhere)
        case .guard:
            Row(
                [.guard], "CONDITION [else \"TEXT\"] { }",
                "checks before every effect inside, and stops unless it is true", in: .changing)
        case .say: Row([.say], "VALUE", "prints a message", in: .reading)
        case .note:
            Row(
                [.note], "\"TEXT\" [if CONDITION | unless CONDITION]",
                "notes a finding, which is told again at the end, and continues", in: .changing)
        case .confirm: Row([.confirm], "\"TEXT\"", "asks for a yes, else the step fails", in: .asking)
        case .approval:
            Row(
                [.approval], "\"TEXT\" [by N] [within D]",
                "stops until other people have approved it, each with their ssh key", in: .asking)
        case .ask: Row([.ask], "NAME: TYPE [= VALUE] \"TEXT\"", "asks for a value", in: .asking)
        case .manual:
            Row(
                [.manual], "\"TEXT\" [until CONDITION [within D] [every D]]",
                "a person does it, and confirms or the condition comes true", in: .asking)
        case .pointOfNoReturn:
            Row(
                [.point, .of, .no, .return], "\"TEXT\"",
                "no undo goes back past it; the text of the lock must be typed", in: .forward)
        case .fail: Row([.fail], "\"TEXT\"", "fails the step", in: .reading)
        case .todo:
            Row([.todo], "\"TEXT\"", "something that a person has to decide before anything runs", in: .everywhere)
        case .onFailure:
            Row(
                [.on, .failure], "STATEMENT", "runs when something fails from here to the end of the block",
                in: [.forward, .lab])
        case .always:
            Row([.always], "STATEMENT", "runs at the end of the block, however it ends", in: [.forward, .lab])
        case .undo:
            Row([.undo], "", "in a handler: undoes what the block has done, newest first", in: .onFailure)
        case .recover: Row([.recover], "", "in a handler: continues after the block", in: .onFailure)
        case .on:
            Row(
                [.on], "HOST [as USER] { }", "runs the commands inside on another machine, by ssh", in: .everywhere,
                isTransparent: true)
        case .in:
            Row(
                [.in], "TARGET { }", "runs the commands inside in a target, such as a container", in: .everywhere,
                isTransparent: true)
        case .locally:
            Row([.locally], "{ }", "runs the commands inside on this machine", in: .everywhere, isTransparent: true)
        case .test: Row([], "test \"TITLE\" { }", nil, in: .file)
        case .given: Row([], "given \"TITLE\" { }", nil, in: .file)
        case .testsOf: Row([], "tests of RUNBOOK", nil, in: .file)
        case .phrase: Row([], "", nil, in: .everywhere)
        case .documentation: Row([], "", nil, in: [])
        case .lab: Row([.lab], "\"TITLE\" \"TEXT\"", nil, in: .file)
        case .machine: Row([.machine], "NAME, ... [{ }]", nil, in: .file)
        case .address: Row([.address], "NAME, ...", nil, in: .file)
        case .begin: Row([.begin], "{ }", nil, in: .file)
        case .meanwhile: Row([.meanwhile], "NAME every DURATION [within DURATION] { }", nil, in: .file)
        case .found: Row([.found], "NAME { give LIST }", nil, in: .file)
        case .ends: Row([.ends], "STATE \"TEXT\" [when done] { }", nil, in: .file)
        case .fault: Row([.fault], "NAME \"TEXT\" { }", nil, in: .file)
        }
    }
}
