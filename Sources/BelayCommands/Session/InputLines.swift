import BelayREPL
import Glibc
import Synchronization

/// The lines of standard input, whole, as they come.
final class InputLines: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var start = 0
        var isAtEnd = false
    }

    private let state = Mutex(State())
    /// Whoever rings it ends the reading.
    private let bell: WakeDescriptor

    init?() {
        guard let bell = WakeDescriptor() else { return nil }
        self.bell = bell
    }

    /// From any thread: no more lines are read.
    func stop() { bell.ring() }

    func next() -> ArraySlice<UInt8>? {
        state.withLock { state in
            var searched = state.start
            while true {
                if let end = state.bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                    defer { state.start = end + 1 }
                    return state.bytes[state.start..<end]
                }
                if state.isAtEnd {
                    guard state.start < state.bytes.count else { return nil }
                    defer { state.start = state.bytes.count }
                    return state.bytes[state.start...]
                }
                state.bytes.removeFirst(state.start)
                state.start = 0
                searched = state.bytes.count
                read(&state)
            }
        }
    }

    private func read(_ state: inout State) {
        if bell.isRung(before: STDIN_FILENO) {
            state = State(isAtEnd: true)
            return
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 { state.bytes += buffer[..<count] }
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { state.isAtEnd = true }
    }
}
