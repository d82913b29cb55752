import BelaySyntax

/// The form of a statement of the language, and what it does.
public struct StatementForm: Hashable, Sendable {
    /// As in the grammar: in capitals what is filled in, in brackets what may be absent.
    public var form: String
    public var what: String

    private init(_ form: String, _ what: String) { (self.form, self.what) = (form, what) }

    /// Those that begin with these words.
    public static func found(by words: [Substring]) -> [Self] {
        all.filter { $0.form.split(separator: " ").starts(with: words) }
    }

    public static let all: [Self] = head + phrases + commands + flow + people + failure + places

    private static let head = [
        Self("runbook \"TITLE\" \"TEXT\"", "begins a runbook: its title, and what it does"),
        Self("needs PROGRAM, ...", "names programs of this machine, checked before the first step"),
        Self("use LIBRARY, ...", "makes the phrases of a library available"),
        Self("rehearse in LAB", "names the lab in which the runbook can be rehearsed"),
        Self("param NAME: TYPE [= VALUE] [\"TEXT\"]", "a value that is given on the command line"),
        Self("type NAME = TYPE", "gives a type a name; WORD | WORD is a choice, list of TYPE a list"),
        Self("lock VALUE", "lets one run at a time hold this lock"),
        Self("phase \"TITLE\" { }", "a numbered part of the runbook"),
        Self("step \"TITLE\" { }", "a numbered part of a phase"),
    ]

    private static let phrases = [
        Self("action WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that changes something, and is a step"),
        Self("probe WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that only reads: a condition, or a value"),
        Self(
            "target WORD (NAME: TYPE) ... { via COMMAND }", "a phrase for a place, such as a container, used with `in`"),
        Self("via COMMAND", "in a target: the prefix of each command that runs there"),
        Self("give VALUE", "in a probe or action: the value that it gives"),
        Self("done when CONDITION", "in an action: if true before, the action is skipped; it must be true after"),
        Self("undo { }", "in an action: reverts what the action does"),
    ]

    private static let commands = [
        Self("? COMMAND", "runs a command that only reads"),
        Self("$ COMMAND", "runs a command that changes something"),
        Self("! COMMAND", "runs a command whose effect no other command can revert"),
        Self("let NAME [: TYPE] = VALUE", "binds a name once; a command after `=` gives its output"),
        Self(
            "let NAME = edit yaml TEXT { set PATH = VALUE }",
            "makes a new string from a string; also remove PATH and append PATH = VALUE"),
        Self("with input TEXT { }", "sets the standard input of the commands inside"),
        Self("with env NAME=VALUE, ... { }", "sets variables for the commands inside"),
        Self("within DURATION { }", "the time limit of the commands inside"),
    ]

    private static let flow = [
        Self("if CONDITION { } [else if CONDITION { }] [else { }]", "runs one of its blocks"),
        Self(
            "for NAME in LIST [together [at most N] [stopping after N failures]] { }",
            "runs the block for each element, in order or side by side"),
        Self("retry N times [every DURATION] { }", "runs the block again when it fails"),
        Self(
            "await CONDITION [within D] [every D] [stable D] [or fail when CONDITION]",
            "checks until it is true, or a deadline passes"),
        Self("expect CONDITION [else \"TEXT\"]", "fails the step, or makes the probe false, unless it is true"),
        Self("guard CONDITION [else \"TEXT\"] { }", "checks before every effect inside, and stops unless it is true"),
    ]

    private static let people = [
        Self("say VALUE", "prints a message"),
        Self("confirm \"TEXT\"", "asks for a yes, else the step fails"),
        Self("ask NAME: TYPE [= VALUE] \"TEXT\"", "asks for a value"),
        Self("manual \"TEXT\" [until CONDITION]", "a person does it, and confirms"),
        Self("point of no return \"TEXT\"", "no undo goes back past it; the text of the lock must be typed"),
    ]

    private static let failure = [
        Self("fail \"TEXT\"", "fails the step"),
        Self("on failure STATEMENT", "runs when something fails from here to the end of the block"),
        Self("always STATEMENT", "runs at the end of the block, however it ends"),
        Self("undo", "in a handler: undoes what the block has done, newest first"),
        Self("recover", "in a handler: continues after the block"),
    ]

    private static let places = [
        Self("on HOST [as USER] { }", "runs the commands inside on another machine, by ssh"),
        Self("in TARGET { }", "runs the commands inside in a target, such as a container"),
        Self("locally { }", "runs the commands inside on this machine"),
    ]
}
