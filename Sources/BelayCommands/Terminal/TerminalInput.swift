import BelayREPL
import Glibc

/// Reads lines that a person types, and lets go when nobody wants the answer any longer.
final class TerminalInput: Sendable {
    enum Line: Hashable, Sendable {
        case text(String)
        /// Ctrl-D on an empty line, or the terminal is gone.
        case end
        case cancelled
    }

    /// Asks, and gives one line without its end. With `isHidden` what is typed is not shown, from before the prompt is.
    func line(isHidden: Bool = false, prompt: () -> Void) async -> Line {
        let settings = isHidden ? Self.hide() : nil
        defer { if let settings { Self.restore(settings) } }
        prompt()
        return await nextLine()
    }

    /// Nil where there is no terminal.
    private static func hide() -> termios? {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        var quiet = settings
        quiet.c_lflag &= ~tcflag_t(ECHO)
        // What has been typed already stays.
        tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet)
        return settings
    }

    private static func restore(_ settings: termios) {
        var settings = settings
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    private func nextLine() async -> Line {
        guard let bell = Bell() else { return .end }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reading = Reading(bell: bell) { continuation.resume(returning: $0) }
                reading.start()
            }
        } onCancel: {
            bell.ring()
        }
    }
}

/// One line being read, in a thread of its own: a person may take hours.
private final class Reading: Sendable {
    private let bell: Bell
    private let done: @Sendable (TerminalInput.Line) -> Void

    init(bell: Bell, done: @escaping @Sendable (TerminalInput.Line) -> Void) {
        self.bell = bell
        self.done = done
    }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let reading = Unmanaged<Reading>.fromOpaque(context).takeRetainedValue()
                reading.done(reading.read())
                return nil
            }, context.toOpaque())
        if status != 0 {
            context.release()
            done(.end)
        } else {
            pthread_detach(thread)
        }
    }

    func read() -> TerminalInput.Line {
        var bytes: [UInt8] = []
        while true {
            if bell.isRung(before: STDIN_FILENO) {
                // What is half typed is for nobody who reads next, least of all a shell. In the background it is
                // another's, and who throws it away there is stopped.
                if tcgetpgrp(STDIN_FILENO) == getpgrp() { tcflush(STDIN_FILENO, TCIFLUSH) }
                return .cancelled
            }
            var byte: UInt8 = 0
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count <= 0 { return bytes.isEmpty ? .end : .text(String(decoding: bytes, as: UTF8.self)) }
            if byte == UInt8(ascii: "\n") { return .text(String(decoding: bytes, as: UTF8.self)) }
            bytes.append(byte)
        }
    }
}
