import BelayREPL
import BelayReporting
import BelaySystem
import BelayWorkspace
import Glibc

/// The surroundings in which Belay was started: all that a command may touch besides the world of its runbook.
struct Console: Sendable {
    var surroundings: Surroundings
    var output: OutputFile
    var error: MessageFile
    var clock: SystemClock
    var signals: SignalWatch

    static func current() -> Console {
        Console(
            surroundings: .ofThisProcess(), output: OutputFile(STDOUT_FILENO),
            error: MessageFile(file: OutputFile(STDERR_FILENO)),
            clock: SystemClock(), signals: SignalWatch())
    }

    var environment: [String: String] { surroundings.environment }

    /// A person is there: they can see what is asked and can answer.
    var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && output.isTerminal }

    /// Drawing in place needs a terminal that can move its cursor.
    var hasScreen: Bool { output.isTerminal && TerminalType.canEdit(environment) && output.screenSize != nil }

    func palette(_ colour: ColourChoice, for file: OutputFile) -> Palette {
        switch colour {
        case .always: .coloured
        case .never: .plain
        case .auto:
            file.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
                ? .coloured : .plain
        }
    }

    /// For text that is wrapped: nil where lines may be as long as they are.
    var width: Int? { output.isTerminal ? output.screenSize?.width : nil }
}
