import BelayData
import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Hosts on which the user's login shell is one or another: sshd runs `SHELL -c TEXT`, and so do these.
@Suite(.serialized)
struct LoginShellTests {
    static let shells = [
        "bash", "dash", "busybox sh", "ksh", "mksh", "zsh", "bsd-csh", "tcsh", "fish",
    ]

    private static func server(_ shell: String, before: String = "") -> TestSSHServer {
        TestSSHServer(settings: ["ForceCommand \(before)exec \(shell) -c \"$SSH_ORIGINAL_COMMAND\""])
    }

    @Test(arguments: shells)
    func `Belay works whatever the login shell of a host is`(shell: String) async {
        let server = Self.server(shell)
        let transports = Transports(
            sshArguments: server.sshArguments, timeouts: TransportTimeouts(grace: .milliseconds(500)))
        let run = "20260301-093000-\(CommandToken.random().prefix(8))"
        let script = """
            printf '%s|' "$A" 'it'"'"'s \\ done!' "a
            b"; cat; echo !! >&2
            exit 3
            """
        let place = Location.on("box")
        let read = CommandEffect.command(script, at: place, environment: [("A", "x!\n'\\é")], input: "in\n")
        for effect in [read, read.recorded(as: "\(run)/1")] {
            let heard = Heard()
            let outcome = await transports.perform(effect) { heard.hear($0) }
            #expect(outcome.ending == .exited(3))
            #expect(outcome.text == "x!\n'\\é|it's \\ done!|a\nb|in\n")
            #expect(heard.text(.error) == "!!\n")
        }
        #expect(await transports.recoveredStatus(of: read.recorded(as: "\(run)/1").unseen()) == .ended(3))
        let behind = await transports.perform(.command("exit 4", at: .on("box", ["env", "A='\\!"])))
        #expect(behind.ending == .exited(4))
        let heard = Heard()
        let task = Task {
            let forever = CommandEffect.command("echo $$; sleep 1000", at: place).recorded(as: "\(run)/2")
            return await transports.perform(forever) { heard.hear($0) }
        }
        let process = await heard.lines(1)[0]
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(FarProcess.isGone(process))
        await transports.cleanUp(after: run, on: [])
        #expect(access(server.home + "/.local/state/belay", F_OK) != 0)
        await transports.close()
    }

    @Test func `A login shell that refuses commands is told at once`() async {
        let words = [
            ("/usr/sbin/nologin", "This account is currently not available."), ("false", "it ended with status 1"),
        ]
        for (shell, said) in words {
            let server = Self.server(shell)
            let transports = Transports(sshArguments: server.sshArguments)
            let change = CommandEffect.command("true", at: .on("box")).recorded(as: "20260301-093000-abcd/1")
            let outcome = await transports.perform(change)
            #expect(outcome.ending == .unreachable("box: the login shell there refuses commands: \(said)"))
            #expect(outcome.duration < .seconds(20))
            await transports.close()
        }
    }

    @Test func `Output of a host's shell at its start is shown, and is not part of a value`() async {
        let server = Self.server("bash", before: "echo welcome; echo hello >&2; ")
        let transports = Transports(sshArguments: server.sshArguments)
        let folder = TemporaryFolder()
        for place in [Location.on("box"), .on("box", ["sh", "-c", "echo noise; exec \"$@\"", "sh"])] {
            let heard = Heard()
            let outcome = await transports.perform(.command("echo val", at: place)) { heard.hear($0) }
            #expect(outcome.ending == .exited(0))
            #expect(outcome.text == "val\n")
            #expect(heard.text(.output) == "val\n")
            #expect(heard.text(.error).contains("welcome\n"))
        }
        let change = CommandEffect.command("echo made >> \(folder.path)/made; echo id", at: .on("box"))
        let outcome = await transports.perform(change.recorded(as: "20260301-093000-abcd/1"))
        #expect(outcome.text == "id\n")
        #expect(
            await transports.recoveredStatus(of: change.recorded(as: "20260301-093000-abcd/1").unseen()) == .ended(0))
        await transports.cleanUp(after: "20260301-093000-abcd", on: [])
        await transports.close()
    }

    @Test(arguments: shells)
    func `Any text comes through a login shell as it is`(shell: String) async {
        let transports = Transports()
        var random = SeededBytes(state: 7)
        for size in [1, 30, 400, 3000, 20_000] {
            for _ in 0..<4 {
                let text = random.text(size)
                let sent = LoginShellQuoting.running("printf %s " + ShellQuoting.joined([text]), as: "token")
                let words = shell.split(separator: " ").map(String.init) + ["-c", sent]
                let outcome = await transports.perform(.command(ShellQuoting.joined(words)))
                #expect(outcome.ending == .exited(0), "\(outcome.tail)")
                #expect(outcome.text == text)
            }
        }
    }

    /// Texts in which what some shell treats specially is frequent.
    private struct SeededBytes {
        var state: UInt64

        private mutating func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }

        mutating func text(_ size: Int) -> String {
            let special = Array("'\\!\n\"$`~{}[]^%= \t*?;&|<>()#aé漢😀")
            return String(
                (0..<size).map { _ in
                    next(3) == 0
                        ? Character(Unicode.Scalar(UInt8(1 + next(127)))) : special[next(special.count)]
                })
        }
    }
}
