import CBelaySystem
import Glibc

/// This side's end of a stream that a child writes.
struct ReadingEnd: Sendable {
    enum Answer {
        case bytes([UInt8])
        /// Nothing has come yet.
        case empty
        case ended
    }

    let descriptor: Int32
    private(set) var isOpen = true
    /// Bytes that were in the pipe when the child ended.
    private var owed = 0

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
        owed -= answer
        return .bytes(bytes)
    }

    mutating func noteOwed() { owed = isOpen ? max(0, Int(belay_waiting(descriptor))) : 0 }

    /// Nothing more is read: it has ended, or had its time and all that was owed was read.
    func isDry(afterDrain isDrained: Bool) -> Bool { !isOpen || (isDrained && owed <= 0) }

    mutating func close() {
        guard isOpen else { return }
        Glibc.close(descriptor)
        isOpen = false
    }
}
