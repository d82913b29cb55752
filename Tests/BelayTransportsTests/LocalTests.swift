import BelayRuntime
import BelayTestSupport
import Testing

@testable import BelayTransports

@Suite(.serialized)
struct LocalTests {
    let transports = Transports(timeouts: TransportTimeouts(grace: .milliseconds(300)))

    @Test func `A program is started directly`() async {
        let outcome = await transports.perform(.command("printf '%s|' a 'b c' ''"))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.text == "a|b c||")
        #expect(!outcome.isCut)
        #expect(outcome.duration > .zero)
    }

    @Test(arguments: [0, 1, 2, 127, 128, 255])
    func `The status is the command's own`(status: Int) async {
        #expect(await transports.perform(.command("exit \(status)")).ending == .exited(status))
        #expect(await transports.perform(.command("bash -c 'exit \(status)'")).ending == .exited(status))
    }

    @Test func `A death by signal is told apart`() async {
        #expect(await transports.perform(.command("kill -9 $$")).ending == .signalled(9))
    }

    @Test func `A missing program is named`() async {
        let outcome = await transports.perform(.command("no-such-program -x"))
        #expect(outcome.ending == .notStarted("there is no program `no-such-program` on this machine"))
    }

    @Test func `A program that cannot be executed says why`() async {
        let folder = TemporaryFolder()
        let file = folder.write("#!/no/such/interpreter\n", to: "script", mode: 0o755)
        let outcome = await transports.perform(.command(file))
        #expect(outcome.ending == .notStarted("`\(file)` cannot be started: no such file or directory"))
    }

    @Test func `A script without an interpreter line is sh's`() async {
        let folder = TemporaryFolder()
        let file = folder.write("echo \"$1\"\n", to: "script", mode: 0o755)
        #expect(await transports.perform(.command("\(file) 'a b'")).text == "a b\n")
    }

    @Test func `The shell stops at the first failure and at an unset variable`() async {
        #expect(await transports.perform(.command("false; echo on")).text == "")
        #expect(await transports.perform(.command("echo \"$belay_unset\"; echo on")).text == "")
        #expect(await transports.perform(.command("false | true", isPipeline: true)).ending == .exited(1))
        #expect(await transports.perform(.command("-x | true", isPipeline: true)).ending == .exited(127))
    }

    @Test func `Standard input is empty unless it is given`() async {
        #expect(await transports.perform(.command("cat")).text == "")
        #expect(await transports.perform(.command("cat", input: "a\nb")).text == "a\nb")
        #expect(await transports.perform(.command("readlink /proc/self/fd/0")).text == "/dev/null\n")
    }

    @Test func `Input that is not read is not a failure`() async {
        let input = String(repeating: "x", count: 10 << 20)
        #expect(await transports.perform(.command("true", input: input)).ending == .exited(0))
        #expect(await transports.perform(.command("head -c 3", input: input)).text == "xxx")
    }

    @Test func `Ten megabytes go in and come out`() async {
        let input = String(repeating: "0123456789abcde\n", count: 10 << 16)
        let outcome = await transports.perform(.command("cat", input: input))
        #expect(outcome.text == input)
    }

    @Test func `Variables are set and seen by nobody else`() async {
        let outcome = await transports.perform(
            .command("printf '%s' \"$A\"; tr '\\0' ' ' < /proc/$$/cmdline", environment: [("A", "a\nb 'c'")]))
        #expect(outcome.text.hasPrefix("a\nb 'c'bash --norc -eu"))
        let direct = await transports.perform(.command("printenv A", environment: [("A", "1"), ("A", "2")]))
        #expect(direct.text == "2\n")
    }

    @Test func `Both streams are handed on as they come, in order`() async {
        let heard = Heard()
        let effect = CommandEffect.command("echo a; echo b >&2; echo c", isCaptured: false)
        let outcome = await transports.perform(effect) { heard.hear($0) }
        #expect(heard.text(.output) == "a\nc\n")
        #expect(heard.text(.error) == "b\n")
        #expect(outcome.output.isEmpty)
        #expect(Set(outcome.tail.split(separator: "\n")) == ["a", "b", "c"])
    }

    @Test func `Bytes that are no text pass unchanged`() async {
        let script = "for i in $(seq 0 255); do printf \"\\\\x$(printf %x $i)\"; done"
        #expect(await transports.perform(.command(script)).output == Array(0...255))
    }

    @Test func `Output beyond the limit is cut and read to its end`() async {
        let outcome = await transports.perform(.command("head -c 70000000 /dev/zero"))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.isCut)
        #expect(outcome.output.count == CommandOutcome.capturedLimit)
    }

    @Test func `What is not known is not run`() async {
        var effect = CommandEffect.command("true")
        effect.script = PlannedText([.known("echo "), .unknown("address")])
        #expect(
            await transports.perform(effect).ending
                == .notStarted("this command has an unknown part: echo ‹address›"))
        let nul = await transports.perform(.command("echo 'a\0b'"))
        #expect(nul.ending == .notStarted("this command contains a NUL, which no program can receive"))
    }

    @Test func `A command that is too long is refused in words`() async {
        let outcome = await transports.perform(.command("echo " + String(repeating: "x", count: 200_000)))
        #expect(
            outcome.ending == .notStarted("the command is too long for this system; pass long texts with `with input`"))
    }

    @Test func `A pipeline needs pipefail`() async {
        let folder = TemporaryFolder()
        folder.write("#!/bin/dash\nexec /bin/dash \"$@\"\n", to: "sh", mode: 0o755)
        let bare = Transports(environment: ProcessEnvironment([("PATH", folder.path)]))
        let words = "the shell of this machine has no `pipefail`, so a failure inside a pipeline would go unnoticed"
        #expect(await bare.perform(.command("true | true", isPipeline: true)).ending == .notStarted(words))
        #expect(await bare.perform(.command("echo a; echo b")).text == "a\nb\n")
        #expect(await bare.perform(.command("echo $belay_unset; echo b")).text == "")
    }

    @Test func `A machine without a shell says so`() async {
        let bare = Transports(environment: ProcessEnvironment([("PATH", "/no/such/folder")]))
        #expect(
            await bare.perform(.command("a; b")).ending
                == .notStarted("there is no shell on this machine, neither bash nor sh"))
    }

    @Test func `Two hundred commands run side by side`() async {
        let outcomes = await withTaskGroup(of: CommandOutcome.self) { group in
            for number in 0..<200 {
                group.addTask { await transports.perform(.command("echo \(number); cat", input: "x\n")) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.ending == .exited(0) })
        #expect(Set(outcomes.map(\.text)) == Set((0..<200).map { "\($0)\nx\n" }))
    }
}
