import Foundation
import Glibc

/// The lines of standard input, read by a thread of its own.
enum InputLines {
    private static let pieceSize = 1 << 16

    /// Ends with the input. What precedes the end without a newline is not a line.
    static func standard() -> AsyncStream<Data> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                var line = Data()
                while let piece = piece() {
                    var rest = piece[...]
                    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                        line += rest[..<end]
                        continuation.yield(line)
                        line = Data()
                        rest = rest[(end + 1)...]
                    }
                    line += rest
                }
                continuation.finish()
            }
        }
    }

    /// What has come, and at least one byte; `nil` at the end.
    private static func piece() -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
            var length = -1
            repeat { length = read(STDIN_FILENO, buffer.baseAddress, pieceSize) } while length < 0 && errno == EINTR
            count = max(0, length)
        }
        return bytes.isEmpty ? nil : bytes
    }
}
