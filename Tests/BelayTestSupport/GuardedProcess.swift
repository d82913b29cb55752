import CBelaySystem
import Glibc
import Synchronization

/// A server for one test. It ends when the test lets go of it, and also when the tests are killed: a shell next to it
/// waits for the end of a pipe that only this process holds.
public final class GuardedProcess: Sendable {
    /// The server's process number.
    public let process: Int32
    private let shell: belay_child
    private let leash: Int32
    private let hasEnded = Mutex(false)

    /// The server's output goes to its log; the shell prints the number only.
    private static let script = #""$@" >&2 & echo $!; cat >/dev/null; kill "$!"; wait"#

    /// - Parameters:
    ///   - words: the program, by its path, and its arguments.
    ///   - variables: `NAME=VALUE`; nothing is inherited but `PATH`.
    ///   - log: a file to which its output is added.
    public init(_ words: [String], variables: [String] = [], log: String) {
        var leash = belay_pipe()
        var answer = belay_pipe()
        precondition(belay_pipe_to_child(&leash) == 0 && belay_pipe_from_child(&answer) == 0, "no pipe can be made")
        let error = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        precondition(error >= 0, "\(log) cannot be written")
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        shell = Self.start(
            ["sh", "-c", Self.script, "sh"] + words, ["PATH=\(path):/usr/sbin:/sbin"] + variables, leash.given,
            answer.given,
            error)
        close(leash.given)
        close(answer.given)
        close(error)
        self.leash = leash.kept
        process = Self.readNumber(from: answer.kept)
        close(answer.kept)
    }

    deinit { end() }

    /// It still runs.
    public var isRunning: Bool { ProcessTree.isAlive(process) }

    /// The server and what it started, such as one process for each connection.
    public var family: [Int32] { [process] + ProcessTree.descendants(of: process) }

    /// Kills it with all that it started.
    public func end() {
        let isFirst = hasEnded.withLock { hasEnded in
            defer { hasEnded = true }
            return !hasEnded
        }
        guard isFirst else { return }
        let family = family
        close(leash)
        for member in family where member > 1 { kill(member, SIGKILL) }
        while belay_ending(shell.descriptor, 1) == -EAGAIN { usleep(1000) }
        close(shell.descriptor)
    }

    private static func start(
        _ words: [String], _ variables: [String], _ input: Int32, _ output: Int32, _ error: Int32
    ) -> belay_child {
        var child = belay_child()
        var arguments = words.map { strdup($0) } + [nil]
        var environment = variables.map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        let answer = belay_start(&child, "/bin/sh", &arguments, &environment, input, output, error)
        precondition(answer == 0, "/bin/sh cannot be started")
        return child
    }

    private static func readNumber(from descriptor: Int32) -> Int32 {
        var text: [UInt8] = []
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while text.last != UInt8(ascii: "\n") {
            poll(&waiting, 1, 10_000)
            var byte: UInt8 = 0
            guard read(descriptor, &byte, 1) == 1 else { preconditionFailure("the shell told no process number") }
            text.append(byte)
        }
        guard let number = Int32(String(decoding: text.dropLast(), as: UTF8.self)) else {
            preconditionFailure("the shell told no process number")
        }
        return number
    }
}
