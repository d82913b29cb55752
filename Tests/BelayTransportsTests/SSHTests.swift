import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Commands on a host, against a real sshd.
@Suite(.serialized)
struct SSHTests {
    private static let server = TestSSHServer()
    /// One for all, as in a run: they share a connection.
    private static let transports = Transports(
        sshArguments: server.sshArguments, timeouts: TransportTimeouts(grace: .milliseconds(500)))

    let server = Self.server
    let transports = Self.transports

    private func perform(
        _ script: String, environment: [(String, String)] = [], input: String? = nil
    ) async -> CommandOutcome {
        await transports.perform(
            .command(script, at: .on(server.host), environment: environment, input: input))
    }

    @Test func `Status, output, input and variables pass`() async {
        for status in [0, 1, 127, 255] {
            #expect(await perform("bash -c 'exit \(status)'").ending == .exited(status))
            #expect(await perform("exit \(status)").ending == .exited(status))
        }
        let outcome = await perform("printf %s \"$A\"; cat; echo e >&2", environment: [("A", "x\n\n")], input: "y\n")
        #expect(outcome.text == "x\n\ny\n")
        #expect(["x\n\ny\ne\n", "e\nx\n\ny\n"].contains(outcome.tail))
        #expect(await perform("cat").text == "")
        #expect(await perform("false | true").ending == .exited(1))
    }

    @Test func `One connection serves all commands and is closed in the end`() async {
        // Each connection comes from a port of its own.
        let first = await perform("echo $SSH_CONNECTION")
        let second = await perform("echo $SSH_CONNECTION")
        #expect(first.text.split(separator: " ").count == 4)
        #expect(first.text == second.text)
        await transports.close()
        #expect(await perform("true").ending == .exited(0))
    }

    @Test func `Bytes that are no text pass unchanged`() async {
        let script = "for i in $(seq 0 255); do printf \"\\\\x$(printf %x $i)\"; done"
        #expect(await perform(script).output == Array(0...255))
    }

    @Test func `Ten megabytes go in and come out`() async {
        let input = String(repeating: "0123456789abcde\n", count: 10 << 16)
        #expect(await perform("cat", input: input).text == input)
        #expect(await perform("head -c 5", input: input).text == "01234")
    }

    @Test func `Big output is read to its end`() async {
        let outcome = await perform("head -c 70000000 /dev/zero")
        #expect(outcome.ending == .exited(0))
        #expect(outcome.isCut)
    }

    @Test func `Output is handed on as it comes`() async {
        let heard = Heard()
        let folder = TemporaryFolder()
        let script = "echo first; while ! test -e \(folder.path)/go; do sleep 0.02; done; echo second"
        let task = Task { [transports, server] in
            await transports.perform(.command(script, at: .on(server.host))) { heard.hear($0) }
        }
        #expect(await heard.lines(1) == ["first"])
        folder.write("", to: "go")
        #expect(await task.value.ending == .exited(0))
        #expect(heard.text(.output) == "first\nsecond\n")
        #expect(heard.text(.error) == "")
    }

    @Test func `Twenty commands at once are served over one connection`() async {
        let outcomes = await withTaskGroup(of: CommandOutcome.self) { group in
            for number in 0..<20 { group.addTask { await perform("echo \(number); sleep 0.1") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.ending == .exited(0) }, "\(outcomes.map(\.ending))")
        #expect(Set(outcomes.map(\.text)) == Set((0..<20).map { "\($0)\n" }))
    }

    @Test func `A missing program is told`() async {
        #expect(await perform("no-such-program").ending == .notStarted("there is no such program on box"))
    }

    @Test func `A time limit ends the command on the remote host`() async {
        let script =
            "trap '' TERM; echo $$; (trap '' TERM; exec sleep 1000) & echo $!; timeout 1000 sleep 1000 & echo $!; wait; wait"
        let outcome = await transports.performLimited(script, at: .on(server.host), lines: 3)
        #expect(outcome.ending == .timedOut)
        let processes = outcome.text.split(separator: "\n")
        #expect(processes.count == 3)
        #expect(processes.allSatisfy(FarProcess.isGone))
        #expect(await perform("true").ending == .exited(0))
    }

    @Test func `Cancelling ends the command on the remote host, behind its prefix too`() async {
        for prefix in [[], ["env"], ["setsid", "-w"]] {
            let heard = Heard()
            let location = Location(
                host: PlannedText(server.host), prefixes: prefix.isEmpty ? [] : [prefix.map { PlannedText($0) }])
            let task = Task { [transports] in
                await transports.perform(.command("echo $$; sleep 1000 & echo $!; wait", at: location)) {
                    heard.hear($0)
                }
            }
            _ = await heard.lines(2)
            task.cancel()
            #expect(await task.value.ending == .cancelled)
            #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
        }
    }

    @Test func `What ends when it is asked to keeps its last words`() async {
        let heard = Heard()
        let script = "trap 'echo bye; exit 3' TERM; echo hi; while :; do sleep 0.05; done"
        let task = Task { [transports, server] in
            await transports.perform(.command(script, at: .on(server.host))) { heard.hear($0) }
        }
        #expect(await heard.lines(1) == ["hi"])
        task.cancel()
        let outcome = await task.value
        #expect(outcome.ending == .cancelled)
        #expect(outcome.text == "hi\nbye\n")
    }

    @Test func `A descendant that holds the streams is not waited for`() async {
        let outcome = await perform("sleep 1000 & echo $!")
        #expect(outcome.ending == .exited(0))
        let sleeper = outcome.text.dropLast()
        #expect(!FarProcess.isGone(sleeper))
        FarProcess.end(sleeper)
    }

    @Test func `A command longer than a system takes is refused before it is sent`() async {
        let ending = await perform(": " + String(repeating: "x", count: 128 << 10)).ending
        #expect(ending == .notStarted("the command is too long for this system; pass long texts with `with input`"))
    }

    @Test func `Variables pass that ssh's configuration sends`() async {
        let server = TestSSHServer(settings: ["AcceptEnv BELAY_TEST_*"])
        var environment = ProcessEnvironment.inherited()
        environment.set("BELAY_TEST_SENT", to: "a b")
        environment.set("BELAY_UNSENT", to: "c")
        let transports = Transports(
            environment: environment, sshArguments: server.sshArguments + ["-o", "SendEnv=BELAY_TEST_*"])
        let outcome = await transports.perform(
            .command("echo \"$BELAY_TEST_SENT${BELAY_UNSENT-}\"", at: .on("box")))
        #expect(outcome.text == "a b\n", "\(outcome)")
        await transports.close()
    }

    @Test func `A prefix that refuses is not a failed command`() async {
        let folder = TemporaryFolder()
        let refusing = folder.write("#!/bin/sh\necho no such container >&2\nexit 1\n", to: "refuse", mode: 0o755)
        #expect(
            await transports.perform(.command("true", at: .on("box", [refusing]))).ending
                == .notStarted("`\(refusing)` on box did not start the command: no such container"))
    }

    @Test func `A folder of sockets that is gone is made again`() async throws {
        let folder = TemporaryFolder("run")
        let sockets = SocketFolder(environment: ProcessEnvironment([("XDG_RUNTIME_DIR", folder.path)]))
        let first = try sockets.newSocket()
        rmdir(String(first[..<(first.lastIndex(of: "/") ?? first.startIndex)]))
        let second = try sockets.newSocket()
        #expect(folder.names.count == 1 && second.hasPrefix("\(folder.path)/\(folder.names[0])/"))
    }

    @Test func `Where one folder for sockets cannot be written the next is taken`() throws {
        let folder = TemporaryFolder("tmp")
        let long = "/\(String(repeating: "x", count: 100))"
        for runtime in ["/dev/null", "relative", long, ""] {
            let sockets = SocketFolder(
                environment: ProcessEnvironment([("XDG_RUNTIME_DIR", runtime), ("TMPDIR", folder.path)]))
            #expect(try sockets.newSocket().hasPrefix("\(folder.path)/belay-"))
        }
        let last = SocketFolder(environment: ProcessEnvironment([("TMPDIR", "/dev/null")]))
        #expect(try last.newSocket().hasPrefix("/tmp/belay-"))
    }

    @Test func `Sockets are in a folder that is removed, also when its process was killed`() async {
        let runtime = TemporaryFolder("run")
        let ended = await transports.perform(.command("echo $$")).text.dropLast()
        let old = ["belay-\(ended)-abcdef", "belay-\(getpid())-abcdef", "belay-1x-abcdef"]
        for name in old + ["belay-\(ended)-newone"] { mkdir("\(runtime.path)/\(name)", 0o700) }
        for name in old {
            var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            utimensat(AT_FDCWD, "\(runtime.path)/\(name)", &times, 0)
        }
        let transports = Transports(
            environment: {
                var environment = ProcessEnvironment.inherited()
                environment.set("XDG_RUNTIME_DIR", to: runtime.path)
                return environment
            }(), sshArguments: server.sshArguments)
        #expect(await transports.perform(.command("true", at: .on("box"))).ending == .exited(0))
        #expect(runtime.names.count == 4)
        #expect(!runtime.names.contains("belay-\(ended)-abcdef"))
        await transports.close()
        let kept = ["belay-1x-abcdef", "belay-\(getpid())-abcdef", "belay-\(ended)-newone"]
        #expect(runtime.names.sorted() == kept.sorted())
    }
}
