import CBelaySystem
import Glibc

/// This side's end of a stream that a channel writes. One that turns out to carry much gets a wider pipe and is then looked
/// at a thousand times a second, which costs less than to be woken for each piece that is written.
struct PipeReader: Sendable {
    enum Answer {
        case bytes([UInt8])
        /// Nothing has come yet.
        case empty
        case ended
    }

    let descriptor: Int32
    private(set) var isOpen = true
    /// Bytes that were in the pipe when the channel ended.
    private var owed = 0
    private var total = 0
    /// The pipe was widened.
    private var isWide = false
    /// Something was read since the last `pace`.
    private var hasFlowed = false

    private static let muchAlready = 1 << 20
    private static let wide: Int32 = 1 << 20

    init(descriptor: Int32) { self.descriptor = descriptor }

    mutating func read(upTo size: Int) -> Answer {
        guard isOpen else { return .empty }
        var answer = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            repeat {
                answer = Glibc.read(descriptor, buffer.baseAddress, size)
            } while answer < 0 && errno == EINTR
            count = max(answer, 0)
        }
        guard answer > 0 else { return answer < 0 && errno == EAGAIN ? .empty : .ended }
        note(answer)
        return .bytes(bytes)
    }

    private mutating func note(_ count: Int) {
        owed -= count
        hasFlowed = true
        let before = total
        total += count
        guard before < Self.muchAlready, total >= Self.muchAlready else { return }
        isWide = belay_widen(descriptor, Self.wide) >= Self.wide
    }

    /// The time to wait before the next look at an empty stream; `nil` is to be woken when something comes.
    mutating func pace() -> Duration? {
        guard isWide, hasFlowed else { return nil }
        hasFlowed = false
        return .milliseconds(1)
    }

    mutating func noteOwed() { owed = isOpen ? max(0, Int(belay_waiting(descriptor))) : 0 }

    /// Nothing more is read: it has ended, or had its time and all that was owed was read.
    func isDry(afterDrain isDrained: Bool) -> Bool { !isOpen || (isDrained && owed <= 0) }

    /// - Parameter leavingOpen: the stream is another's from here on.
    mutating func close(leavingOpen: Bool) {
        guard isOpen else { return }
        if !leavingOpen { Glibc.close(descriptor) }
        isOpen = false
    }
}
