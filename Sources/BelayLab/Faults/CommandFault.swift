/// Something that goes wrong with a command of a run, or with Belay while it runs one. Every lab has these.
public enum CommandFault: String, Hashable, Sendable, CaseIterable {
    case commandFails = "command-fails"
    case commandHangs = "command-hangs"
    case answerLost = "answer-lost"
    case belayKilled = "belay-killed"
    case belayKilledAfter = "belay-killed-after"

    public var kind: FaultKind { FaultKind(name: rawValue, explanation: explanation, subject: .command) }

    /// Those of a list of kinds.
    public static var kinds: [FaultKind] { allCases.map(\.kind) }

    private var explanation: String {
        switch self {
        case .commandFails: "a command fails with status 1 and does nothing"
        case .commandHangs: "a command does nothing and prints nothing until its time limit"
        case .answerLost:
            "a command does its work, but the connection is lost, and so is what the host knows of it: its outcome is unknown"
        case .belayKilled: "Belay is killed before a command starts; then `belay resume`"
        case .belayKilledAfter:
            "Belay is killed when a command has done its work, before that is recorded; then `belay resume`"
        }
    }
}
