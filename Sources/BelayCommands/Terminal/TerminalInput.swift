import BelayREPL
import Glibc

/// Reads lines that a person types, and lets go when nobody wants the answer any longer.
struct TerminalInput: Sendable {
    enum Line: Hashable, Sendable {
        case text(String)
        /// Ctrl-D on an empty line, or the terminal is gone.
        case end
        case cancelled
    }

    let console: Console

    /// Asks, and gives one line without its end.
    func line(_ prompt: LinePrompt) async -> Line {
        guard let bell = WakeDescriptor() else { return .end }
        defer { console.signals.onContinuing(nil) }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let reading = Reading(prompt, on: console, bell: bell) { continuation.resume(returning: $0) }
                reading.start()
            }
        } onCancel: {
            bell.ring()
        }
    }
}

/// One line being read, in a thread of its own: a person may take hours.
private final class Reading: Sendable {
    private let prompt: LinePrompt
    private let console: Console
    private let bell: WakeDescriptor
    private let done: @Sendable (TerminalInput.Line) -> Void

    init(
        _ prompt: LinePrompt, on console: Console, bell: WakeDescriptor,
        done: @escaping @Sendable (TerminalInput.Line) -> Void
    ) {
        (self.prompt, self.console, self.bell, self.done) = (prompt, console, bell, done)
    }

    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let reading = Unmanaged<Reading>.fromOpaque(context).takeRetainedValue()
                reading.done(reading.ask())
                return nil
            }, context.toOpaque())
        if status != 0 {
            context.release()
            done(.end)
        } else {
            pthread_detach(thread)
        }
    }

    private func ask() -> TerminalInput.Line {
        let settings = prompt.isHidden ? Self.hide() : nil
        defer { if let settings { Self.restore(settings) } }
        if prompt.isQuestion, TypedAhead.drop() { console.output.write(prompt.dropped) }
        // After Ctrl-Z and fg it would be lost among what others have printed.
        console.signals.onContinuing { [prompt, console] in
            guard tcgetpgrp(STDIN_FILENO) == getpgrp() else { return }
            if prompt.isHidden { _ = Self.hide() }
            console.output.write(prompt.shown)
        }
        console.output.write(prompt.shown)
        return read()
    }

    /// Nil without a terminal.
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

    private func read() -> TerminalInput.Line {
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
