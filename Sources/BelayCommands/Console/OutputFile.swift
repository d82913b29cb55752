import BelayReporting
import BelaySystem
import Glibc
import Synchronization

/// Standard output or standard error. When nobody reads any longer, as behind `| head`, it falls silent: that is no
/// failure of a run.
final class OutputFile: Sendable {
    private struct State {
        var isClosed = false
        var trouble: String?
    }

    private let descriptor: Int32
    private let letters: Letters
    private let state = Mutex(State())

    init(_ descriptor: Int32, letters: Letters = .all) {
        self.descriptor = descriptor
        self.letters = letters
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Columns and rows; nil without a screen.
    var screenSize: (width: Int, height: Int)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// For people.
    func write(_ text: String) { writeData(letters.shown(text, keepsWidth: isTerminal)) }

    /// For machines, or what people put elsewhere: as it is.
    func writeData(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    /// A message in which a name, a value or an argument may hold anything: what would steer the terminal is written out.
    func show(_ message: String) { write(PrintableText.make(message)) }

    /// Why something that was to be shown is nowhere, in the system's words, such as on a full disk.
    var trouble: String? { state.withLock(\.trouble) }

    /// Whole texts never mix: one is written after the other.
    private func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        state.withLock { state in
            var start = 0
            while start < bytes.count, !state.isClosed {
                let written = Glibc.write(descriptor, bytes.baseAddress! + start, bytes.count - start)
                if written >= 0 {
                    start += written
                } else if errno == EAGAIN {
                    waitUntilWritable()
                } else if errno != EINTR {
                    state.isClosed = true
                    if errno != EPIPE { state.trouble = SystemError.last.words }
                }
            }
        }
    }

    /// Somebody has set the terminal or the pipe not to block, and it is full.
    private func waitUntilWritable() {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
    }
}
