import Foundation
import Glibc

/// Standard output, to which one line at a time is written.
enum OutputLines {
    /// Ends this program where nobody reads any more.
    static func write(_ answer: StoreAnswer) {
        answer.line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { exit(1) }
            }
        }
    }
}
