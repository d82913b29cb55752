import BelayData
import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// What holds for commands that share a shell on a host, against a real sshd.
@Suite(.serialized)
struct KeptShellTests {
    private static let server = TestSSHServer(settings: ["LogLevel VERBOSE"])
    private static let transports = Transports(
        environment: .withKeptShells, sshArguments: server.sshArguments,
        timeouts: TransportTimeouts(grace: .milliseconds(500), linger: .milliseconds(300)))

    let server = Self.server
    let transports = Self.transports

    private func perform(_ script: String, input: String? = nil) async -> CommandOutcome {
        await transports.perform(.command(script, at: .on("box"), input: input))
    }

    /// The process of the shell that performs a command, which is the one above that which leads it.
    private func shell() async -> String { await perform(#"cut -d' ' -f4 "/proc/$PPID/stat""#).text }

    @Test func `Commands one after another share a session`() async {
        _ = await perform("true")
        let before = server.sessions
        let first = await shell()
        // Each `cat` that passes on a stream has one pipe after the other 128 times.
        for number in 0..<150 { #expect(await perform("echo \(number)").text == "\(number)\n") }
        #expect(await shell() == first)
        #expect(server.sessions == before)
    }

    @Test func `Nothing of a command is left for the next one`() async {
        let look = """
            pwd; umask; ulimit -a; env | grep -v '^_=' | sort; trap; set -o | grep -v history; ls /proc/self/fd
            grep -E '^(Sig[BIC]|Groups|CapEff)' /proc/self/status
            """
        let before = await perform(look).text
        let shell = await shell()
        let leaving = "cd /; umask 007; ulimit -n 77; export LEFT=yes; trap '' INT HUP TERM; exec 5>/dev/null; set +eu"
        #expect(await perform(leaving).ending == .exited(0))
        #expect(await perform(look).text == before)
        #expect(await self.shell() == shell)
        let alone = Transports(environment: .withoutKeptShells, sshArguments: server.sshArguments)
        let outcome = await alone.perform(.command(look, at: .on("box")))
        #expect(Self.comparable(outcome.text) == Self.comparable(before))
        await alone.close()
    }

    /// But for the port of the connection and how many shells are in each other.
    private static func comparable(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("SSH_") && !$0.hasPrefix("SHLVL=") }
    }

    @Test func `What a command leaves behind does not reach the next`() async {
        for redirection in ["", ">&2", "2>/dev/null"] {
            let script =
                "(trap '' HUP PIPE; for i in $(seq 200); do echo noise; sleep 0.02; done) \(redirection) & echo $!"
            let outcome = await perform(script)
            #expect(outcome.ending == .exited(0))
            for number in 0..<5 {
                let heard = Heard()
                let next = await transports.perform(.command("sleep 0.05; echo \(number)", at: .on("box"))) {
                    heard.hear($0)
                }
                #expect(next.ending == .exited(0))
                #expect(heard.text(.output) == "\(number)\n")
                #expect(heard.text(.error) == "")
            }
            // Noise may have come first.
            FarProcess.end(outcome.text.split(separator: "\n").first { pid_t($0) != nil } ?? "none")
        }
    }

    @Test func `What a command leaves behind holds nothing up and leaves no process of Belay's`() async {
        let outcome = await perform("sleep 1000 & echo $!")
        #expect(outcome.ending == .exited(0))
        #expect(outcome.duration < .seconds(30))
        let sleeper = outcome.text.dropLast()
        #expect(await perform("true").ending == .exited(0))
        #expect(!FarProcess.isGone(sleeper))
        // What keeps the connection has one, and the shell one for each stream.
        while server.processes(named: "cat").count > 4 { try? await Task.sleep(for: .milliseconds(10)) }
        FarProcess.end(sleeper)
    }

    @Test func `A command whose shell ends is unknown at once`() async {
        _ = await shell()
        let script = #"kill -9 "$(cut -d' ' -f4 "/proc/$PPID/stat")"; exec sleep 1000"#
        let outcome = await perform("echo $$; \(script)")
        guard case .unknown = outcome.ending else {
            Issue.record("its end was seen: \(outcome)")
            return
        }
        for process in outcome.text.split(separator: "\n") { FarProcess.end(process) }
        #expect(await perform("true").ending == .exited(0))
    }

    @Test func `A command that ends its own group does not end the shell`() async {
        let first = await shell()
        for script in ["kill 0; sleep 1000", "kill -9 -- -$PPID", "echo $$; kill -9 $PPID; exec sleep 1000"] {
            let outcome = await perform(script)
            guard case .unknown = outcome.ending else {
                Issue.record("its end was seen: \(outcome)")
                return
            }
            #expect(outcome.duration < .seconds(500))
            for process in outcome.text.split(separator: "\n") { FarProcess.end(process) }
            if outcome.text.isEmpty { #expect(await shell() == first) }
        }
    }

    @Test func `A shell that is gone is noticed before the next command`() async {
        for _ in 0..<3 {
            let shell = await shell().dropLast()
            FarProcess.end(shell)
            #expect(await FarProcess.areGone([shell]))
            #expect(await perform("echo again").text == "again\n")
        }
    }

    @Test func `What a login reads is read again when it was changed`() async {
        // The login shell of whoever runs the tests need not read it, but a session begins again.
        for file in [".bashrc", ".profile"] {
            let first = await shell()
            let written = await perform("echo ': changed' >> ~/\(file)")
            #expect(written.ending == .exited(0))
            #expect(await perform("true").ending == .exited(0))
            #expect(await shell() != first)
        }
        let first = await shell()
        #expect(await perform("mv ~ \"$HOME.old\"; mkdir ~").ending == .exited(0))
        #expect(await perform("true").ending == .exited(0))
        #expect(await shell() != first)
    }

    @Test func `Output comes out of both streams as it is, and texts go in`() async {
        var random = SeededRandom(seed: 300)
        let folder = TemporaryFolder()
        for size in [0, 1, 100, 5000, 70_000, 300_000] {
            let (output, error) = (random.bytes(count: size), random.bytes(count: size / 2))
            for (name, bytes) in [("output", output), ("error", error)] {
                let file = open("\(folder.path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
                #expect(write(file, bytes, bytes.count) == bytes.count)
                close(file)
            }
            let heard = Heard()
            let script = "cat \(folder.path)/error >&2 & cat \(folder.path)/output; wait"
            let outcome = await transports.perform(.command(script, at: .on("box"))) { heard.hear($0) }
            #expect(outcome.output == output)
            #expect(heard.all.filter { $0.stream == .error }.flatMap(\.bytes) == error)
        }
        var texts = RandomTexts(seed: 301)
        for _ in 0..<60 {
            let text = texts.texts(40).joined()
            #expect(await perform("cat", input: text).text == text)
        }
    }

    @Test func `Inputs around the longest that a shell is given come whole`() async {
        for size in [
            KeptRequest.longest - 2000, KeptRequest.longest - 20, KeptRequest.longest, KeptRequest.longest + 1,
        ] {
            let text = String(repeating: "a\n", count: size / 2)
            #expect(await perform("cat", input: text).text == text)
            #expect(await perform("true", input: text).ending == .exited(0))
        }
        #expect(await perform("cat", input: "a\0b").text == "a\0b")
        #expect(await perform("cat", input: "").text == "")
        #expect(await perform("cat", input: "\n\n").text == "\n\n")
    }

    @Test(arguments: ["dash", "bash", "busybox", "ksh", "zsh"])
    func `Any shell can be kept`(name: String) async {
        let bin = TemporaryFolder("bin")
        symlink("/usr/bin/\(name)", bin.path + "/sh")
        let server = TestSSHServer(
            settings: ["LogLevel VERBOSE"], variables: ["PATH=\(bin.path):/usr/bin:/bin", "LC_ALL=C.UTF-8"])
        let transports = Transports(environment: .withKeptShells, sshArguments: server.sshArguments)
        var random = RandomTexts(seed: 302)
        for _ in 0..<10 {
            let sent = random.texts(30)
            let script = "printf '%s\\0' \(ShellQuoting.joined(sent)); cat; echo \"$LC_ALL\""
            let outcome = await transports.perform(
                .command(script, at: .on("box"), environment: [("A", "b")], input: "in\n"))
            #expect(texts(printed: outcome.output) == sent, "\(outcome.tail)")
            #expect(outcome.text.hasSuffix("\0in\nC.UTF-8\n"))
        }
        // The connection and the shell.
        #expect(server.sessions == 2)
        let change = CommandEffect.command("true", at: .on("box")).recorded(as: "20260301-093000-k3f9/1")
        let ending = await transports.perform(change).ending
        #expect(ending == .exited(0))
        let status = await transports.recoveredStatus(of: change.unseen())
        #expect(status == .ended(0))
        await transports.close()
    }

    @Test func `Where no shell can be kept each command has a session, and it is said once`() async {
        let bin = TemporaryFolder("bin")
        for program in ["sh", "cat", "echo"] { symlink("/usr/bin/\(program)", bin.path + "/" + program) }
        for (server, words) in [
            (TestSSHServer(variables: ["PATH=\(bin.path)"]), "there is no program setsid"),
            (
                TestSSHServer(settings: ["ForceCommand echo welcome; eval \"$SSH_ORIGINAL_COMMAND\""]),
                "the login shell there prints at its start: welcome"
            ),
            (
                TestSSHServer(settings: ["ForceCommand sh -c \"$SSH_ORIGINAL_COMMAND\"; exit $?"]),
                "the shell leads no process group"
            ),
            (
                TestSSHServer(settings: [
                    "ForceCommand case $SSH_ORIGINAL_COMMAND in *belay_launcher*) sleep 1000 ;; esac; eval \"$SSH_ORIGINAL_COMMAND\""
                ]), "it has not said in time that it is there"
            ),
        ] {
            let transports = Transports(
                environment: .withKeptShells, sshArguments: server.sshArguments,
                timeouts: TransportTimeouts(greeting: .seconds(3)))
            for number in 0..<3 {
                let heard = Heard()
                let outcome = await transports.perform(.command("echo \(number)", at: .on("box"))) { heard.hear($0) }
                #expect(outcome.text == "\(number)\n")
                let note = "[no shell stays open on box: \(words); each command there has a session of its own]\n"
                #expect(heard.text(.error).contains(note) == (number == 0), "\(heard.text(.error))")
            }
            await transports.close()
        }
    }
}

extension ProcessEnvironment {
    /// That of these tests, whatever way they run over.
    static var withKeptShells: ProcessEnvironment {
        var environment = ProcessEnvironment.inherited()
        environment.set(Transports.keptShells, to: "yes")
        return environment
    }
}
