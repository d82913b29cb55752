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
    /// Whoever writes to one end of it ends the reading.
    private let heard: Int32
    private let rung: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (heard, rung) = (ends[0], ends[1])
    }

    deinit {
        close(heard)
        close(rung)
    }

    /// From any thread: no more lines are read.
    func stop() {
        var one: UInt8 = 1
        write(rung, &one, 1)
    }

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
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: heard, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&waiting, 2, -1) < 0, errno == EINTR { return }
        if waiting[1].revents != 0 {
            state = State(isAtEnd: true)
            return
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 { state.bytes += buffer[..<count] }
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { state.isAtEnd = true }
    }
}
