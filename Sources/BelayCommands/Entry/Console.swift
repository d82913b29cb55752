import BelayReporting
import Glibc

/// Where Belay was started: all that a command may touch besides the world of its runbook.
struct Console: Sendable {
    var environment: [String: String]
    var output: OutputFile
    var error: OutputFile
    var clock: SystemClock

    static func current() -> Console {
        Console(
            environment: variables(), output: OutputFile(STDOUT_FILENO), error: OutputFile(STDERR_FILENO),
            clock: SystemClock())
    }

    /// A person is there: they can see what is asked and can answer.
    var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && output.isTerminal }

    /// What is drawn in place needs a terminal that can move its cursor.
    var hasScreen: Bool { output.isTerminal && environment["TERM"] != "dumb" && output.screenSize != nil }

    func palette(_ colour: ColourChoice, for file: OutputFile) -> Palette {
        switch colour {
        case .always: .coloured
        case .never: .plain
        case .auto:
            file.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
                ? .coloured : .plain
        }
    }

    /// Of variables that are set twice the first one counts, as in `getenv`.
    private static func variables() -> [String: String] {
        var found: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                let name = String(text[..<equals])
                if found[name] == nil { found[name] = String(text[text.index(after: equals)...]) }
            }
            next += 1
        }
        return found
    }
}
