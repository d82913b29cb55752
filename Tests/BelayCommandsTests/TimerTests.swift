import BelayTestSupport
import Foundation
import Glibc
import Testing

/// What `belay timer` writes is read by systemd itself, and a run tells systemd what became of it.
@Suite("Runbooks that systemd starts")
struct TimerTests {
    private static let analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static let runbook = """
        runbook "Nightly: 100%" "Copies."
        param text: text "Any."
        lock nightly
        phase "Copy" { $ printf '%s' $text > copied; test ! -e broken }

        """

    @Test(.enabled(if: analyze != nil))
    func `systemd finds nothing wrong with the units`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        try run.write(Self.runbook, to: "nightly.runbook")
        let word = #"'text=a "b" 50% $HOME \\ ;# c'"#
        _ = try run.output(of: "belay timer nightly.runbook \(word) --daily 02:30 --to units")
        let said = try run.output(
            of: "\(Self.analyze ?? "") verify --man=no units/belay-nightly.service units/belay-nightly.timer")
        #expect(said.filter { $0.contains("belay-nightly") } == [])
    }

    @Test func `Every word of the command reaches the run as it was given`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        try run.write(Self.runbook, to: "nightly.runbook")
        let text = #"a "b" 50% $HOME ;# c"#
        _ = try run.output(of: "belay timer nightly.runbook 'text=\(text)' --daily 02:30 --to units")
        let unit = try String(contentsOf: run.here.appending(path: "units/belay-nightly.service"), encoding: .utf8)
        let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
        // As systemd.service(5) says: %% and $$ are one sign, and a backslash takes what is special from the next one.
        let last = try #require(line.firstRange(of: " \"")).upperBound
        let word = line[last...].dropLast().replacing("\\\"", with: "\"").replacing("%%", with: "%").replacing(
            "$$", with: "$")
        #expect(word == "text=\(text)")
    }

    @Test func `A run that fails and keeps its lock says so in the status, and so does the next one`() async throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        try run.write(Self.runbook, to: "nightly.runbook")
        try run.write("", to: "broken")
        let socket = try StatusSocket(at: run.here.appending(path: "s").path)
        let start = "NOTIFY_SOCKET=$PWD/s belay run nightly.runbook text=x"
        _ = try run.output(of: start)
        let failed = try #require(socket.next())
        #expect(failed.hasPrefix("STATUS=run "))
        #expect(failed.contains("It keeps its lock: belay resume "))
        #expect(try run.output(of: start).last == "[exit 7]")
        let held = try #require(socket.next())
        #expect(held.contains("nightly"))
        _ = try run.output(
            of: "belay abandon $(belay runs --last 1 --format json | grep -o '[0-9]*-[0-9]*-[0-9a-z]*' | head -1)")
        try FileManager.default.removeItem(at: run.here.appending(path: "broken"))
        _ = try run.output(of: start)
        #expect(try #require(socket.next()).hasSuffix(" is done"))
    }
}

/// What systemd listens on.
private final class StatusSocket {
    private let file: Int32

    init(at path: String) throws {
        file = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw POSIXError(.ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, length) }
        }
        guard status == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    }

    deinit { close(file) }

    /// The next message that has come by now.
    func next() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(file, &bytes, bytes.count, Int32(truncatingIfNeeded: MSG_DONTWAIT))
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
