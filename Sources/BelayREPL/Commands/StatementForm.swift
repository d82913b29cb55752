import BelaySyntax

/// How a statement of the language is written, and what it does.
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
        Self("needs PROGRAM, ...", "names programs of this machine, found before the first step"),
        Self("use LIBRARY, ...", "brings the phrases of a library"),
        Self("rehearse in LAB", "names the lab in which the runbook can be rehearsed"),
        Self("param NAME: TYPE [= VALUE] [\"TEXT\"]", "a value that is given with the command"),
        Self("type NAME = TYPE", "gives a type a name; WORD | WORD is a choice, list of TYPE a list"),
        Self("lock VALUE", "lets one run at a time have this target"),
        Self("phase \"TITLE\" { }", "a numbered part of the runbook"),
        Self("step \"TITLE\" { }", "a numbered part of a phase"),
    ]

    private static let phrases = [
        Self("action WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that changes something, and is a step"),
        Self("probe WORD (NAME: TYPE) ... [gives TYPE] { }", "a phrase that only reads: a condition, or a value"),
        Self("target WORD (NAME: TYPE) ... { via COMMAND }", "a phrase for a place, such as a container, behind `in`"),
        Self("via COMMAND", "in a target: what stands before each command that runs there"),
        Self("give VALUE", "in a probe or action: the value that it gives"),
        Self("done when CONDITION", "in an action: when it holds before, the action is skipped; it must hold after"),
        Self("undo { }", "in an action: what takes back what the action does"),
    ]

    private static let commands = [
        Self("? COMMAND", "runs a command that only reads"),
        Self("$ COMMAND", "runs a command that changes something"),
        Self("! COMMAND", "runs a command that destroys what no other command brings back"),
        Self("let NAME [: TYPE] = VALUE", "binds a name once; behind `=` a command gives its output"),
        Self(
            "let NAME = edit yaml TEXT { set PATH = VALUE }",
            "makes a text of a text; also remove PATH and append PATH = VALUE"),
        Self("with input TEXT { }", "gives the commands inside their standard input"),
        Self("with env NAME=VALUE, ... { }", "sets variables for the commands inside"),
        Self("within DURATION { }", "the time limit of the commands inside"),
    ]

    private static let flow = [
        Self("if CONDITION { } [else if CONDITION { }] [else { }]", "carries one of its blocks out"),
        Self(
            "for NAME in LIST [together [at most N] [stopping after N failures]] { }",
            "carries the block out for each element, in order or side by side"),
        Self("retry N times [every DURATION] { }", "carries the block out again when it fails"),
        Self(
            "await CONDITION [within D] [every D] [stable D] [or fail when CONDITION]",
            "asks until it holds, or a deadline is over"),
        Self("expect CONDITION [else \"TEXT\"]", "fails the step, or makes the probe false, when it does not hold"),
        Self("guard CONDITION [else \"TEXT\"] { }", "asks before every effect inside, and stops when it does not hold"),
    ]

    private static let people = [
        Self("say VALUE", "tells"),
        Self("confirm \"TEXT\"", "asks for a yes, else the step fails"),
        Self("ask NAME: TYPE [= VALUE] \"TEXT\"", "asks for a value"),
        Self("manual \"TEXT\" [until CONDITION]", "somebody does it, and says so"),
        Self("point of no return \"TEXT\"", "no undo goes back over it; the text of the lock must be typed"),
    ]

    private static let failure = [
        Self("fail \"TEXT\"", "fails the step"),
        Self("on failure STATEMENT", "is carried out when something fails from here to the end of the block"),
        Self("always STATEMENT", "is carried out at the end of the block, however it ends"),
        Self("undo", "in a handler: takes back what the block has done, newest first"),
        Self("recover", "in a handler: goes on behind the block"),
    ]

    private static let places = [
        Self("on HOST [as USER] { }", "runs the commands inside on another machine, by ssh"),
        Self("in TARGET { }", "runs the commands inside in a target, such as a container"),
        Self("locally { }", "runs the commands inside on this machine"),
    ]
}
