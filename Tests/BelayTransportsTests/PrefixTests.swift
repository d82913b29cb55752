import BelayData
import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Commands behind prefixes, as a target in the language puts them.
@Suite(.serialized)
struct PrefixTests {
    let transports = Transports(timeouts: TransportTimeouts(grace: .milliseconds(500)))
    let folder = TemporaryFolder()

    @Test func `Status, output, input and variables pass`() async {
        let place = Location.behind(["env", "B=1"])
        #expect(await transports.perform(.command("bash -c 'exit 255'", at: place)).ending == .exited(255))
        #expect(await transports.perform(.command("exit 7", at: place)).ending == .exited(7))
        let outcome = await transports.perform(
            .command("printf %s \"$A\"; cat; echo $B", at: place, environment: [("A", "x\n")], input: "y\n"))
        #expect(outcome.text == "x\ny\n1\n")
        #expect(await transports.perform(.command("cat", at: place)).text == "")
    }

    @Test func `Standard error is without marks`() async {
        let heard = Heard()
        let effect = CommandEffect.command("printf 'a\\nb' >&2", at: .behind(["env"]))
        let outcome = await transports.perform(effect) { heard.hear($0) }
        #expect(heard.text(.error) == "a\nb")
        #expect(outcome.tail == "a\nb")
    }

    @Test func `A prefix that refuses is not a failed command`() async {
        let refusing = folder.write("#!/bin/sh\necho no such container >&2\nexit 1\n", to: "refuse", mode: 0o755)
        #expect(
            await transports.perform(.command("true", at: .behind([refusing]))).ending
                == .notStarted("`\(refusing)` did not start the command: no such container"))
        #expect(
            await transports.perform(.command("true", at: .behind(["no-such-prefix"]))).ending
                == .notStarted("there is no program `no-such-prefix` on this machine"))
    }

    @Test func `A prefix that is lost in the middle leaves the outcome unknown`() async {
        let losing = folder.write("#!/bin/sh\n\"$@\" &\nsleep 0.3; kill -9 $!; exit 1\n", to: "lose", mode: 0o755)
        guard case .unknown(let words) = await transports.perform(.command("sleep 5", at: .behind([losing]))).ending
        else {
            Issue.record("the end of the command was not seen")
            return
        }
        #expect(words.hasPrefix("`\(losing)` ended before the command was seen to end"))
    }

    @Test func `A prefix that drops standard input is found out`() async {
        let deaf = folder.write("#!/bin/sh\nexec \"$@\" < /dev/null\n", to: "deaf", mode: 0o755)
        #expect(
            await transports.perform(.command("true", at: .behind([deaf]), environment: [("A", "1")])).ending
                == .notStarted("`\(deaf)` does not pass on standard input, which carries the variables"))
    }

    @Test func `A missing program behind a prefix is told`() async {
        #expect(
            await transports.perform(.command("no-such-program", at: .behind(["env"]))).ending
                == .notStarted("there is no such program through `env`"))
    }

    @Test func `Without bash it is sh, and a pipeline needs pipefail`() async {
        for shell in ["dash", "busybox"] {
            let bin = TemporaryFolder()
            for program in ["sh", "cat", "printf", "printenv"] {
                let target = program == "sh" ? "/bin/\(shell)" : "/usr/bin/\(program)"
                symlink(target, bin.path + "/" + program)
            }
            let place = Location.behind(["env", "-i", "PATH=\(bin.path)"])
            let outcome = await transports.perform(
                .command("printf %s \"$A\"; cat", at: place, environment: [("A", "1\n\n2 \\n\n")], input: "in"))
            #expect(outcome.text == "1\n\n2 \\n\nin", "\(shell): \(outcome.tail)")
            let direct = await transports.perform(.command("printenv A", at: place, environment: [("A", " 'x' ")]))
            #expect(direct.text == " 'x' \n", "\(shell): \(direct.tail)")
            let pipeline = await transports.perform(.command("printf a | cat", at: place, isPipeline: true))
            if shell == "dash" {
                let shell = "the shell through `env -i PATH=\(bin.path)`"
                #expect(
                    pipeline.ending
                        == .notStarted("\(shell) has no `pipefail`, so a failure inside a pipeline would go unnoticed"))
            } else {
                #expect(pipeline.text == "a", "\(pipeline.tail)")
            }
        }
    }

    @Test func `A time limit ends what left its session`() async {
        // As a container does: what runs behind it is nobody's child here.
        let container = folder.write("#!/bin/sh\nsetsid \"$@\" & wait\n", to: "container", mode: 0o755)
        let script = "trap '' TERM; echo $$; sleep 1000 & echo $!; wait; sleep 1000"
        let outcome = await transports.performLimited(script, at: .behind([container]), lines: 2)
        #expect(outcome.ending == .timedOut)
        let processes = outcome.text.split(separator: "\n")
        #expect(processes.count == 2)
        #expect(processes.allSatisfy(FarProcess.isGone))
    }

    @Test func `What ends a command does not take itself for it`() async throws {
        let token = CommandToken.random()
        // Its number may come first in the order of names as well as last.
        let words = try #require(TerminateScript.words(findingToken: token, grace: .milliseconds(100)) as [String]?)
        for _ in 0..<3 {
            #expect(await transports.perform(.command(ShellQuoting.joined(words))).ending == .exited(0))
        }
    }
}
