import BelayREPL
import BelayReporting
import BelaySystem
import BelayWorkspace
import Glibc

/// The surroundings in which Belay was started: all that a command may touch besides the world of its runbook.
struct Console: Sendable {
    var surroundings: Surroundings
    /// What the files of the configuration say.
    var configuration = Configuration()
    /// The variables as they were given, without what the configuration adds.
    var given: [String: String] = [:]
    var output: OutputFile
    var error: MessageFile
    var clock: SystemClock
    var signals: SignalWatch

    static func current() -> Console {
        let surroundings = Surroundings.ofThisProcess()
        let letters = Letters(surroundings.environment)
        return Console(
            surroundings: surroundings, given: surroundings.environment,
            output: OutputFile(STDOUT_FILENO, letters: letters),
            error: MessageFile(file: OutputFile(STDERR_FILENO, letters: letters)),
            clock: SystemClock(), signals: SignalWatch())
    }

    /// With what is configured.
    func configured() throws(UserError) -> Console {
        var console = self
        do throws(WorkspaceFailure) {
            console.configuration = try Configuration(surroundings)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        console.surroundings.environment = console.configuration.completing(environment)
        console.surroundings.limits = console.configuration.limits
        return console
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
        case .auto: isColoured(file) ? .coloured : .plain
        }
    }

    private func isColoured(_ file: OutputFile) -> Bool {
        if !(environment["NO_COLOR"] ?? "").isEmpty { return false }
        switch configuration[.color] {
        case "always": return true
        case "never": return false
        default: return file.isTerminal && environment["TERM"] != "dumb"
        }
    }

    /// For text that is wrapped: nil where lines may be as long as they are.
    var width: Int? { output.isTerminal ? output.screenSize?.width : nil }
}
