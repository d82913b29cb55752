import CBelaySystem
import Foundation
import Glibc

/// The program at a terminal that a test types on.
final class PseudoTerminal {
    struct Missing: Error, CustomStringConvertible {
        var wanted: String
        var seen: String

        var description: String { "never printed “\(wanted)”; printed was:\n\(seen)" }
    }

    private var controller: Int32
    private var child = belay_child()
    private let run: TranscriptRun
    /// Its width, from which byte of the output on.
    private var widths: [(start: Int, width: Int)] = []
    private let height: Int
    /// All that was printed, as a terminal receives it.
    private var printed: [UInt8] = []
    /// So much of it was waited for.
    private var found = 0

    var seen: String { String(decoding: printed, as: UTF8.self) }

    /// Starts `belay` with these arguments in a folder of its own that holds these files.
    convenience init(
        _ arguments: [String], files: [String: String] = [:], environment: [String: String] = [:], width: UInt16 = 80,
        height: UInt16 = 24
    ) throws {
        try self.init(
            shell: "exec belay \"$@\"", arguments, files: files, environment: environment, width: width,
            height: height)
    }

    /// Starts a shell's text, with `belay` on its path.
    init(
        shell: String, _ arguments: [String] = [], files: [String: String] = [:], environment: [String: String] = [:],
        width: UInt16 = 80, height: UInt16 = 24
    ) throws {
        run = try TranscriptRun()
        self.height = Int(height)
        for (name, text) in files { try run.write(text, to: name) }
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var locked: Int32 = 0
        guard controller >= 0, ioctl(controller, Self.unlocking, &locked) == 0,
            ioctl(controller, Self.numbering, &number) == 0
        else { throw POSIXError(.ENODEV) }
        resize(width: width)
        Self.knowUTF8(controller)
        let variables = run.environment
            .merging(["TERM": "xterm-256color", "NO_COLOR": "1"]) { $1 }.merging(environment) { $1 }
        try start(shell, arguments, variables, on: "/dev/pts/\(number)")
    }

    /// A session of its own, whose terminal is the first one that it opens: Ctrl-C reaches it as from a keyboard.
    /// Nothing else of the tests reaches it, no descriptor and no signal that their own starter ignores.
    private func start(_ shell: String, _ words: [String], _ variables: [String: String], on terminal: String) throws {
        let script = "cd \"$1\"; shift; exec 0<>\(terminal) 1>&0 2>&0; \(shell)"
        var arguments: [UnsafeMutablePointer<CChar>?] =
            (["sh", "-c", script, "sh", run.here.path] + words).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        let problem = belay_start(&child, "/bin/sh", &arguments, &environment, -1, STDOUT_FILENO, STDERR_FILENO)
        guard problem == 0 else { throw POSIXError(POSIXErrorCode(rawValue: -problem) ?? .ENOEXEC) }
    }

    /// As every terminal of these days says to the kernel, so that Backspace takes a character and not a byte.
    private static func knowUTF8(_ terminal: Int32) {
        var settings = termios()
        _ = tcgetattr(terminal, &settings)
        settings.c_iflag |= tcflag_t(IUTF8)
        _ = tcsetattr(terminal, TCSANOW, &settings)
    }

    deinit {
        close(controller)
        kill(child.pid, SIGKILL)
        _ = waitpid(child.pid, nil, 0)
        close(child.descriptor)
        try? run.remove()
    }

    var settings: TerminalSettings { TerminalSettings(of: controller) }

    func resize(width: UInt16) {
        var size = winsize(ws_row: UInt16(height), ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        widths.append((printed.count, Int(width)))
    }

    /// A signal to the program itself, as from another terminal; with a shell, to what it waits for.
    func send(_ signal: Int32) {
        let file = "/proc/\(child.pid)/task/\(child.pid)/children"
        let children = (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: " ").compactMap {
            pid_t($0)
        }
        kill(children?.first ?? child.pid, signal)
    }

    /// The terminal's window is closed.
    func hangUp() {
        close(controller)
        controller = -1
    }

    /// Waits for the end of a program whose terminal is gone; nil when it continues.
    func ending() -> Int32? {
        var ended = pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ended, 1, 10_000) > 0 ? belay_ending(child.descriptor, 0) : nil
    }

    /// `XDG_STATE_HOME`.
    var stateFolder: String { run.folder.appending(path: "state").path }

    var historyFile: URL { URL(fileURLWithPath: stateFolder + "/belay/history") }

    /// The output of `belay runs` afterwards.
    var runs: String { get throws { try run.output(of: "belay runs").joined(separator: "\n") } }

    /// The lines of the history's file.
    var history: [String] {
        let text = (try? String(contentsOf: historyFile, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    var folder: URL { run.here }

    // TIOCSPTLCK and TIOCGPTN of the kernel, which Glibc keeps from Swift.
    private static let unlocking: UInt = 0x4004_5431
    private static let numbering: UInt = 0x8004_5430

    /// True if a file is there.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

    struct MissingFile: Error {
        var name: String
    }

    /// Waits until a file is there.
    func expect(file name: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while !has(name) {
            guard ContinuousClock.now < deadline else { throw MissingFile(name: name) }
            usleep(10_000)
        }
    }

    /// Of a file, without the spaces around it.
    func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func make(file name: String) throws { try Data().write(to: folder.appending(path: name)) }

    /// Waits until a text is printed that was not waited for before.
    func expect(_ wanted: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        let text = Array(wanted.utf8)
        var start = found
        while true {
            if let range = printed[start...].firstRange(of: text) {
                found = range.upperBound
                return
            }
            start = max(found, printed.count - text.count + 1)
            guard ContinuousClock.now < deadline, readMore() else { throw Missing(wanted: wanted, seen: seen) }
        }
    }

    /// Output in the meantime is read: a terminal holds little of either.
    func type(_ text: String) { type(bytes: Array(text.utf8)) }

    func type(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            var waiting = pollfd(fd: controller, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&waiting, 1, 30_000) > 0 else { return }
            if waiting.revents & Int16(POLLIN) != 0 { guard readMore() else { return } }
            if waiting.revents & Int16(POLLOUT) == 0 { continue }
            let piece = Array(rest.prefix(1024))
            let count = write(controller, piece, piece.count)
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Earlier output is no longer waited for.
    func passOver() { found = printed.count }

    /// Its content.
    var screen: ScreenEmulator {
        var screen = ScreenEmulator(width: widths[0].width, height: height)
        for (index, (start, width)) in widths.enumerated() {
            if index > 0 { screen.resize(width: width) }
            let end = index + 1 < widths.count ? widths[index + 1].start : printed.count
            screen.take(String(decoding: printed[start..<end], as: UTF8.self))
        }
        return screen
    }

    /// Waits until a text is in the screen's rows, wherever they are broken.
    func expect(onScreen wanted: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while !screen.whole.contains(wanted) {
            guard ContinuousClock.now < deadline, readMore() else { throw Missing(wanted: wanted, seen: seen) }
        }
    }

    /// Waits until the row of the cursor is this, but for the spaces at its end.
    func expect(row wanted: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while screen.current != wanted {
            guard ContinuousClock.now < deadline, readMore() else { throw Missing(wanted: wanted, seen: seen) }
        }
    }

    /// Keys come one by one, as over a slow line.
    func type(slowly text: String, pause: Duration) throws {
        for character in text {
            type(String(character))
            usleep(UInt32(pause / .microseconds(1)))
        }
    }

    /// As a shell sets it for itself.
    func cook() {
        var settings = termios()
        _ = tcgetattr(controller, &settings)
        settings.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
        _ = tcsetattr(controller, TCSANOW, &settings)
    }

    /// Waits until nothing is printed for a moment: the input is on the screen.
    func settle(for quiet: Duration = .milliseconds(150)) throws {
        var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        while poll(&waiting, 1, Int32(quiet / .milliseconds(1))) > 0 { guard readMore() else { return } }
    }

    /// Reads to the end and gives the status, or 1000 and the number of the signal that ended it; nil when the program
    /// waits for more, or continues without its terminal.
    func status() -> Int32? {
        while readMore() {}
        var ended = pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0)
        var open = pollfd(fd: controller, events: 0, revents: 0)
        let isOpen = poll(&open, 1, 0) == 0
        guard poll(&ended, 1, isOpen ? 0 : 10_000) > 0 else { return nil }
        return belay_ending(child.descriptor, 0)
    }

    /// False at the end, and when nothing comes for half a minute.
    private func readMore() -> Bool {
        var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 30_000) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        printed += buffer[..<count]
        return true
    }
}
