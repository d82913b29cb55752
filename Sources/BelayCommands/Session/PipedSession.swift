import BelayWorkspace
import Glibc

/// A session without a terminal: lines are carried out as they come, up to the first input that fails.
struct PipedSession {
    var talk: SessionTalk
    let console: Console

    init(talk: SessionTalk, console: Console) {
        self.talk = talk
        self.console = console
    }

    mutating func carryOut() async throws(Refusal) -> ExitStatus {
        let begun = console.clock.now
        let status: ExitStatus
        do throws(Refusal) {
            status = try await carryOutLines()
        } catch {
            await talk.close(.refused, took: console.clock.now - begun)
            throw error
        }
        await talk.close(status, took: console.clock.now - begun)
        return status
    }

    private mutating func carryOutLines() async throws(Refusal) -> ExitStatus {
        var status = try await talk.begin()
        var input = InputLines()
        var text = ""
        while status == .done, let bytes = input.next() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw Refusal(message: "a line is not UTF-8; it was not carried out")
            }
            text += line + "\n"
            let isCommand = text.first { !$0.isWhitespace } == ":"
            if !isCommand, SessionWorkspace.isIncomplete(text) { continue }
            defer { text = "" }
            if text.first(where: { !$0.isWhitespace }) == ":" {
                guard let obeyed = try await talk.obey(text) else { return .done }
                status = obeyed
            } else {
                status = try await talk.take(text)
            }
        }
        if status == .done, !text.isEmpty { status = try await talk.take(text) }
        return status
    }
}

/// The lines of standard input, whole, as they come.
private struct InputLines {
    private var bytes: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    mutating func next() -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return bytes[start..<end]
            }
            if isAtEnd {
                guard start < bytes.count else { return nil }
                defer { start = bytes.count }
                return bytes[start...]
            }
            bytes.removeFirst(start)
            start = 0
            searched = bytes.count
            read()
        }
    }

    private mutating func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 { bytes += buffer[..<count] }
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { isAtEnd = true }
    }
}
