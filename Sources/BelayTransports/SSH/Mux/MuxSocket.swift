import BelaySystem
import CBelaySystem
import Glibc

/// A connection to the control socket of an ssh process. It never waits.
final class MuxSocket: Sendable {
    let descriptor: Int32

    init(path: String) throws(UnsentReason) {
        let answer = belay_connect(path)
        guard answer >= 0 else {
            let words = SystemError(-answer, in: "connect").words
            // Too many others wait, or too much is open: in a moment there may be room.
            throw [EAGAIN, EMFILE, ENFILE].contains(-answer) ? .busy(words) : .gone(words)
        }
        descriptor = answer
    }

    deinit { close(descriptor) }

    enum Answer {
        case bytes(ArraySlice<UInt8>)
        /// Nothing has come yet.
        case empty
        case ended
    }

    func receive() -> Answer {
        var bytes = [UInt8](repeating: 0, count: 4096)
        switch belay_receive(descriptor, &bytes, bytes.count) {
        case let count where count > 0: return .bytes(bytes.prefix(count))
        case -Int(EAGAIN): return .empty
        default: return .ended
        }
    }

    /// The number of bytes taken; `nil` if the other side has ended.
    func send(_ bytes: ArraySlice<UInt8>) -> Int? { sent(bytes, with: -1) }

    /// True when it was taken; `nil` where the other side has ended.
    func send(descriptor given: Int32) -> Bool? { sent([0], with: given).map { $0 == 1 } }

    private func sent(_ bytes: ArraySlice<UInt8>, with given: Int32) -> Int? {
        let answer = bytes.withUnsafeBytes { belay_send(descriptor, $0.baseAddress, $0.count, given) }
        if answer == -Int(EAGAIN) { return 0 }
        return answer < 0 ? nil : answer
    }

    /// The other side sees the end.
    func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
