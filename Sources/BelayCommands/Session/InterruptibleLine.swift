import Synchronization

/// A line of a terminal that only prints, whose read another thread can end: the one in progress, or the next.
final class InterruptibleLine: Sendable {
    private struct State {
        var reading: Task<TerminalInput.Line, Never>?
        /// Ended before there was anything to end.
        var isEnded = false
    }

    private let state = Mutex(State())

    func read(_ prompt: LinePrompt, on console: Console) async -> TerminalInput.Line {
        // Who ends it waits until there is something to end.
        let reading = state.withLock { state -> Task<TerminalInput.Line, Never>? in
            defer { state.isEnded = false }
            if state.isEnded { return nil }
            let started = Task { await TerminalInput(console: console).line(prompt) }
            state.reading = started
            return started
        }
        guard let line = await reading?.value else { return .cancelled }
        state.withLock { $0.reading = nil }
        return line
    }

    func end() {
        state.withLock { state in
            if let reading = state.reading { reading.cancel() } else { state.isEnded = true }
        }
    }
}
