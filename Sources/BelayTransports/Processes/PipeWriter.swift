import CBelaySystem
import Glibc

/// What a channel is yet to be given on standard input.
struct PipeWriter: Sendable {
    enum Answer {
        case more
        /// The channel has to read first.
        case full
        /// All is written, and the channel is left to wait for more.
        case idle
        /// All is written, or the channel reads no more.
        case done
    }

    let descriptor: Int32
    private let bytes: [UInt8]
    private let staysOpen: Bool
    private var place = 0

    /// - Parameter staysOpen: the channel's input does not end before the child.
    init(descriptor: Int32, bytes: [UInt8], staysOpen: Bool) {
        self.descriptor = descriptor
        self.bytes = bytes
        self.staysOpen = staysOpen
    }

    mutating func write() -> Answer {
        guard place < bytes.count else { return staysOpen ? .idle : .done }
        let written = bytes[place...].withUnsafeBytes { belay_write(descriptor, $0.baseAddress, $0.count) }
        switch written {
        case 0...:
            place += written
            return place < bytes.count ? .more : staysOpen ? .idle : .done
        case Int(-EINTR): return .more
        case Int(-EAGAIN): return .full
        // A child need not read its input: that is not a failure.
        case _: return .done
        }
    }
}
