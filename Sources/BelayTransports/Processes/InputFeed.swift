import CBelaySystem
import Glibc

/// What a child is yet to be given on standard input.
struct InputFeed: Sendable {
    enum Answer {
        case more
        /// The child has to read first.
        case full
        /// All is written, or the child reads no more.
        case done
    }

    let descriptor: Int32
    private let bytes: [UInt8]
    private var place = 0

    init(descriptor: Int32, bytes: [UInt8]) {
        self.descriptor = descriptor
        self.bytes = bytes
    }

    mutating func write() -> Answer {
        guard place < bytes.count else { return .done }
        let written = bytes[place...].withUnsafeBytes { belay_write(descriptor, $0.baseAddress, $0.count) }
        switch written {
        case 0...:
            place += written
            return place < bytes.count ? .more : .done
        case Int(-EINTR): return .more
        case Int(-EAGAIN): return .full
        // A child need not read its input: that is no failure of its own.
        case _: return .done
        }
    }
}
