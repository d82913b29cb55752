import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// A program that runs next to Belay and is spoken to in lines. It ends when its input does, so also when Belay is killed.
final class StoreProcess: Sendable {
    private let process: pid_t
    private let ended: Int32
    /// Its standard input; below 0 when it was closed.
    private let input: Mutex<Int32>
    private let output: Int32
    private let error: Int32
    /// The end of what it wrote on its standard error.
    private let said = Mutex<[UInt8]>([])

    /// - Parameters:
    ///   - path: the program's file.
    ///   - environment: `NAME=VALUE`.
    init(_ path: String, _ arguments: [String], environment: [String]) throws(SystemError) {
        var (input, output, error) = (belay_pipe(), belay_pipe(), belay_pipe())
        _ = try SystemError.check("pipe", belay_pipe_to_child(&input))
        _ = try SystemError.check("pipe", belay_pipe_from_child(&output))
        _ = try SystemError.check("pipe", belay_pipe_from_child(&error))
        var child = belay_child()
        let (words, variables) = (CStrings([path] + arguments), CStrings(environment))
        let answer = belay_start(&child, path, words.pointer, variables.pointer, input.given, output.given, error.given)
        for end in [input.given, output.given, error.given] { close(end) }
        if answer < 0 { for end in [input.kept, output.kept, error.kept] { close(end) } }
        _ = try SystemError.check("execve", answer)
        (process, ended) = (child.pid, child.descriptor)
        self.input = Mutex(input.kept)
        (self.output, self.error) = (output.kept, error.kept)
    }

    /// Calls for each line that the program writes, from a thread of its own, and once when it has ended.
    func listen(_ line: @escaping @Sendable ([UInt8]) -> Void, end: @escaping @Sendable () -> Void) {
        let listener = Unmanaged.passRetained(Listener(process: self, line: line, end: end))
        let answer = belay_thread(
            { context in
                guard let context else { return }
                Unmanaged<Listener>.fromOpaque(context).takeRetainedValue().run()
            }, listener.toOpaque())
        if answer < 0 {
            listener.release()
            close(output)
            close(error)
            end()
        }
    }

    /// False when it does not take it.
    func send(_ line: [UInt8], patience: Duration) -> Bool {
        input.withLock { input in
            guard input >= 0 else { return false }
            let deadline = ContinuousClock.now + patience
            var rest = line[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { belay_write(input, $0.baseAddress, $0.count) }
                if written > 0 {
                    rest = rest.dropFirst(Int(written))
                } else if written == -Int(EAGAIN) || written == -Int(EINTR) {
                    guard ContinuousClock.now < deadline else { return false }
                    var waiting = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, 100)
                } else {
                    return false
                }
            }
            return true
        }
    }

    /// The last line that it wrote on its standard error; empty where there is none.
    var lastWords: String {
        let bytes = said.withLock { $0 }
        return bytes.split(separator: UInt8(ascii: "\n")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// It sees that nothing more is asked, and ends.
    func finish() {
        input.withLock { input in
            if input >= 0 { close(input) }
            input = -1
        }
    }

    private func read(_ body: ([UInt8]) -> Void) {
        var rest: [UInt8] = []
        var (isOpen, hasError) = (true, true)
        while isOpen {
            var ends = [output, hasError ? error : -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&ends, 2, -1) >= 0 || errno == EINTR else { break }
            if ends[1].revents != 0 { hasError = takeError() }
            guard ends[0].revents != 0 else { continue }
            var piece: [UInt8] = []
            piece.reserveCapacity(1 << 16)
            let count = piece.append(from: output)
            if count == 0 { isOpen = false }
            if count < 0 { isOpen = errno == EAGAIN || errno == EINTR }
            rest += piece
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                body(Array(rest[..<end]))
                rest.removeSubrange(...end)
            }
        }
        if hasError { _ = takeError() }
        close(output)
        close(error)
    }

    /// Most of what it says there is not kept.
    private static let mostError = 16 << 10

    /// False when nothing more comes.
    private func takeError() -> Bool {
        var piece: [UInt8] = []
        piece.reserveCapacity(1 << 12)
        let count = piece.append(from: error)
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        said.withLock { $0 = Array(($0 + piece).suffix(Self.mostError)) }
        return count > 0
    }

    /// Waits a moment for its end, and then ends it.
    private func bury() {
        finish()
        var waiting = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
        if poll(&waiting, 1, 2_000) <= 0 {
            kill(process, SIGKILL)
            _ = poll(&waiting, 1, -1)
        }
        _ = belay_ending(ended, 1)
        close(ended)
    }

    private final class Listener: Sendable {
        private let process: StoreProcess
        private let line: @Sendable ([UInt8]) -> Void
        private let end: @Sendable () -> Void

        init(process: StoreProcess, line: @escaping @Sendable ([UInt8]) -> Void, end: @escaping @Sendable () -> Void) {
            (self.process, self.line, self.end) = (process, line, end)
        }

        func run() {
            process.read(line)
            end()
            process.bury()
        }
    }
}
