import Foundation
import Glibc

/// The program at a terminal that a test types on.
final class PseudoTerminal {
    struct Missing: Error, CustomStringConvertible {
        var wanted: String
        var seen: String

        var description: String { "never printed “\(wanted)”; printed was:\n\(seen)" }
    }

    private let controller: Int32
    private let process = Process()
    private let run: TranscriptRun
    /// All that was printed, as a terminal receives it.
    private(set) var seen = ""
    private var read = 0

    /// Starts `belay` with these arguments in a folder of its own that holds these files.
    init(_ arguments: [String], files: [String: String], width: UInt16 = 80, height: UInt16 = 24) throws {
        run = try TranscriptRun()
        for (name, text) in files { try run.write(text, to: name) }
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var locked: Int32 = 0
        guard controller >= 0, ioctl(controller, Self.unlocking, &locked) == 0,
            ioctl(controller, Self.numbering, &number) == 0
        else { throw POSIXError(.ENODEV) }
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        let terminal = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // A session of its own, whose terminal this is: Ctrl-C reaches it as from a keyboard.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", "belay"] + arguments
        process.currentDirectoryURL = run.here
        process.environment = run.environment.merging(["TERM": "xterm-256color", "NO_COLOR": "1"]) { $1 }
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = terminal
        try process.run()
        try terminal.close()
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(controller)
        try? run.remove()
    }

    var folder: URL { run.here }

    // TIOCSPTLCK and TIOCGPTN of the kernel, which Glibc keeps from Swift.
    private static let unlocking: UInt = 0x4004_5431
    private static let numbering: UInt = 0x8004_5430

    /// Whether a file is there.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

    /// Waits until a text is printed that was not waited for before.
    func expect(_ wanted: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let fresh = String(decoding: Array(seen.utf8).dropFirst(read), as: UTF8.self)
            if let range = fresh.range(of: wanted) {
                read += fresh[..<range.upperBound].utf8.count
                return
            }
            guard ContinuousClock.now < deadline, readMore() else { throw Missing(wanted: wanted, seen: seen) }
        }
    }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        _ = write(controller, &bytes, bytes.count)
    }

    /// Reads to the end and gives the status.
    func status() -> Int32 {
        while readMore() {}
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// False at the end, and when nothing comes for half a minute.
    private func readMore() -> Bool {
        var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 30_000) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        seen += String(decoding: buffer[..<count], as: UTF8.self)
        return true
    }
}
