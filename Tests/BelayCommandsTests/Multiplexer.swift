import BelayTestSupport
import Foundation

/// A real tmux with one window, in which a test runs `belay`. Its server is the test's own.
final class Multiplexer {
    private static let program = "/usr/bin/tmux"

    struct Missing: Error, CustomStringConvertible {
        var wanted: String
        var seen: String

        var description: String { "never shown “\(wanted)”; shown is:\n\(seen)" }
    }

    private let run: TranscriptRun
    private let name = "belay-test-\(UUID().uuidString.prefix(8))"
    private var server: GuardedProcess?

    /// Starts a shell's text, with `belay` on its path, in a folder that holds these files.
    init(_ shell: String, files: [String: String], width: Int, height: Int) throws {
        run = try TranscriptRun()
        for (name, text) in files { try run.write(text, to: name) }
        // What stays when the program has ended can still be looked at.
        try run.write("#!/bin/sh\n\(shell)\necho \"[status $?]\"\nexec sleep 600\n", to: "start.sh")
        try startServer()
        try tmux(
            "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-c", run.here.path, "exec ./start.sh")
    }

    deinit {
        server?.end()
        try? run.remove()
    }

    /// A child of the test, and not of a client that waits for it.
    private func startServer() throws {
        server = GuardedProcess(
            [Self.program, "-L", name, "-f", "/dev/null", "-D"],
            variables: environment.map { "\($0.key)=\($0.value)" }, log: "/dev/null")
        for _ in 0..<200 where try status("start-server") != 0 { usleep(50_000) }
    }

    private var environment: [String: String] {
        run.environment.merging(["TERM": "xterm-256color", "NO_COLOR": "1"]) { $1 }
    }

    private func prepare(_ process: Process, _ words: [String]) {
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["-L", name] + words
        process.environment = environment
        (process.standardInput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    }

    private func status(_ words: String...) throws -> Int32 {
        let process = Process()
        prepare(process, ["-N"] + words)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @discardableResult
    private func tmux(_ words: String...) throws -> String {
        let process = Process()
        prepare(process, ["-N"] + words)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The rows of the screen, without spaces at their ends.
    func screen() throws -> [String] { Self.rows(try tmux("capture-pane", "-p")) }

    /// All that has scrolled away, and the screen.
    func everything() throws -> [String] { Self.rows(try tmux("capture-pane", "-p", "-S", "-")) }

    private static func rows(_ text: String) -> [String] {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
            String(row.reversed().drop { $0 == " " }.reversed())
        }
        while rows.last == "" { rows.removeLast() }
        return rows
    }

    func type(_ keys: String) throws { try tmux("send-keys", keys) }

    func resize(width: Int, height: Int) throws { try tmux("resize-window", "-x", "\(width)", "-y", "\(height)") }

    func make(file name: String) throws { try Data().write(to: run.here.appending(path: name)) }

    /// Waits until the screen shows a text.
    /// - Parameter rows: in how many of its rows; nil for any.
    @discardableResult
    func expect(_ wanted: String, in rows: Int? = nil, within limit: Duration = .seconds(60)) throws -> [String] {
        let deadline = ContinuousClock.now + limit
        while true {
            let shown = try screen()
            let count = shown.count { $0.contains(wanted) }
            if count > 0, count == rows ?? count { return shown }
            guard ContinuousClock.now < deadline else {
                throw Missing(wanted: wanted, seen: shown.joined(separator: "\n"))
            }
            usleep(50_000)
        }
    }
}
