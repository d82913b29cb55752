import Synchronization

/// A line of a terminal that only prints, whose read another thread can end from the moment its prompt stands there.
final class InterruptibleLine: Sendable {
    private let task = Mutex<Task<TerminalInput.Line, Never>?>(nil)

    func read(_ prompt: String, on console: Console) async -> TerminalInput.Line {
        // Who ends it waits until there is something to end.
        let reading = task.withLock { task in
            let started = Task { await TerminalInput().line { console.output.write(prompt) } }
            task = started
            return started
        }
        let line = await reading.value
        task.withLock { $0 = nil }
        return line
    }

    func end() { task.withLock { $0?.cancel() } }
}
