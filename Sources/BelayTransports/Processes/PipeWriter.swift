import BelayRuntime
import BelaySystem
import CBelaySystem
import Glibc

/// What a channel is yet to be given on standard input. Of a file no more than a piece is ever in memory.
struct PipeWriter: Sendable {
    enum Answer {
        case more
        /// The channel has to read first.
        case full
        /// All is written, and the channel is left to wait for more.
        case idle
        /// All is written, or the channel reads no more.
        case done
        /// The file cannot be read, or is another one now: why, in words.
        case failed(String)
    }

    let descriptor: Int32
    private var bytes: [UInt8]
    private var file: InputFile?
    private let staysOpen: Bool
    private var place = 0
    /// Of what was read from the file.
    private var digest = FileDigest()

    /// - Parameter staysOpen: the channel's input does not end before the child.
    init(descriptor: Int32, _ input: CommandInput, staysOpen: Bool) {
        self.descriptor = descriptor
        bytes = input.bytes
        file = input.file
        self.staysOpen = staysOpen
    }

    mutating func write() -> Answer {
        do throws(FileRefusal) {
            if place == bytes.count { try readPiece() }
        } catch {
            return .failed(error.message)
        }
        guard place < bytes.count else { return staysOpen ? .idle : .done }
        let written = bytes[place...].withUnsafeBytes { belay_write(descriptor, $0.baseAddress, $0.count) }
        switch written {
        case 0...:
            place += written
            return place < bytes.count || file != nil ? .more : staysOpen ? .idle : .done
        case Int(-EINTR): return .more
        case Int(-EAGAIN): return .full
        // A child need not read its input: that is not a failure.
        case _: return .done
        }
    }

    /// The next piece of the file in place of the one that was written; at its end none.
    private mutating func readPiece() throws(FileRefusal) {
        guard let open = file else { return }
        (bytes, place) = (try open.piece(from: digest.size), 0)
        digest.update(bytes)
        guard bytes.isEmpty else { return }
        try open.check(digest)
        file = nil
    }
}
