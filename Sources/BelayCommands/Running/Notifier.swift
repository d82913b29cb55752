import BelayData
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayTransports
import Glibc
import Synchronization

/// Tells a command of the configuration when a run begins, asks, and ends: an object on its input, as `--format json` has it.
///
/// Nobody waits for the command: a shell leaves it behind and ends at once, and after a while it is killed.
final class Notifier: RunObserver {
    private struct State {
        var lines = RunLines(spelling: \.copyable)
        var title = ""
        var lock: String?
    }

    private let command: String
    private let clock: any RunClock
    private let state = Mutex(State())

    /// Nil without a command.
    init?(_ command: String?, clock: any RunClock) {
        guard let command, !command.isEmpty else { return nil }
        self.command = command
        self.clock = clock
    }

    func observe(_ event: Redacted<RunEvent>) {
        switch event.content {
        case .runStarted, .questionAsked, .runFinished: tell(event.content)
        case .stepStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted, .branchStarted,
            .branchEnded, .strandStarted, .strandEnded, .stepFinished:
            return
        }
    }

    private func tell(_ event: RunEvent) {
        let text = state.withLock { state in
            if case .runStarted(let start) = event { (state.title, state.lock) = (start.title, start.lock) }
            var text = ""
            for line in state.lines.handle(event, at: clock.timestamp) {
                guard var object = line.object else { continue }
                object["title"] = .string(state.title)
                object["lock"] = state.lock.map(DataValue.string) ?? .null
                text += DataValue.object(object).text + "\n"
            }
            return text
        }
        // What does not fit into a pipe would be waited for.
        guard text.utf8.count < Self.longest, let pipe = popen(shell, "w") else { return }
        var written = text
        written.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, pipe) }
        pclose(pipe)
    }

    private static let longest = 60_000

    /// The command in the background, with what comes on standard input.
    private var shell: String {
        "{ timeout -k 1 20 sh -c \(ShellQuoting.quoted(command)) <&3 3<&- > /dev/null 2>&1 & } 3<&0"
    }
}
