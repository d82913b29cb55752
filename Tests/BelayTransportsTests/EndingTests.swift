import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// The ending of commands before their time, and what is left behind.
@Suite(.serialized)
struct EndingTests {
    let transports = Transports(timeouts: TransportTimeouts(grace: .milliseconds(300)))

    @Test func `A time limit ends the whole session`() async {
        let script = """
            trap '' TERM
            sleep 1000 & echo $!
            timeout 1000 sleep 1000 & echo $!
            (trap '' TERM; exec sleep 1000) & echo $!
            bash -mc 'sleep 1000 & echo $!; wait'
            wait
            """
        let outcome = await transports.performLimited(script, lines: 4)
        #expect(outcome.ending == .timedOut)
        let processes = outcome.text.split(separator: "\n")
        #expect(processes.count == 4)
        #expect(processes.allSatisfy(FarProcess.isGone))
        #expect(outcome.duration < .seconds(500))
    }

    @Test func `A time limit ends what has a session of its own`() async {
        for script in [
            "setsid -w sh -c 'echo $$; sleep 1000'", "setsid sh -c 'trap \"\" TERM; echo $$; sleep 1000'; true",
        ] {
            let outcome = await transports.performLimited(script, lines: 1)
            #expect(outcome.ending == .timedOut)
            #expect(outcome.text.split(separator: "\n").allSatisfy(FarProcess.isGone))
        }
    }

    @Test func `A process that ends when it is asked to keeps its last words`() async {
        let outcome = await transports.performLimited(
            "trap 'echo bye; exit 3' TERM; echo hi; while :; do sleep 0.05; done", lines: 1)
        #expect(outcome.ending == .timedOut)
        #expect(outcome.text == "hi\nbye\n")
    }

    @Test func `Cancelling the task ends the group`() async {
        let heard = Heard()
        let task = Task { [transports] in
            await transports.perform(.command("echo $$; sleep 1000 & echo $!; wait")) { heard.hear($0) }
        }
        _ = await heard.lines(2)
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
    }

    @Test func `A task that is cancelled already starts nothing`() async {
        let folder = TemporaryFolder()
        let task = Task { [transports] in
            while !Task.isCancelled { await Task.yield() }
            return await transports.perform(.command("touch \(folder.path)/made"))
        }
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(access(folder.path + "/made", F_OK) != 0)
    }

    @Test func `A slow listener does not keep a command from being ended`() async {
        let heard = Heard()
        let effect = CommandEffect.command("yes", limit: .milliseconds(200), isCaptured: false)
        let outcome = await transports.perform(effect) { piece in
            heard.hear(piece)
            usleep(100_000)
        }
        #expect(outcome.ending == .timedOut)
        #expect(outcome.duration < .seconds(500))
    }

    @Test func `A descendant that holds the streams is not waited for`() async {
        let outcome = await transports.perform(.command("sleep 1000 & echo $!"))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.duration < .seconds(500))
        let sleeper = outcome.text.dropLast()
        #expect(!FarProcess.isGone(sleeper))
        FarProcess.end(sleeper)
    }

    @Test func `All that was printed before the end is read, however slow the listener`() async {
        let heard = Heard()
        let effect = CommandEffect.command("sleep 1000 & seq 100000; exec 1>&-; kill -9 $! || true")
        let outcome = await transports.perform(effect) { piece in
            usleep(20_000)
            heard.hear(piece)
        }
        #expect(outcome.ending == .exited(0))
        #expect(outcome.text.hasSuffix("\n100000\n"))
        #expect(heard.text(.output) == outcome.text)
    }

    @Test func `No descriptor and no zombie is left`() async {
        _ = await transports.perform(.command("true"))
        let before = descriptors()
        var processes: [Substring] = []
        for number in 0..<100 {
            let limit: Duration = number % 10 == 0 ? .milliseconds(20) : .seconds(60)
            let script = number % 10 == 0 ? "echo $$; exec sleep 1000" : "echo $$"
            let outcome = await transports.perform(.command(script, input: "x", limit: limit))
            processes += outcome.text.split(separator: "\n")
            _ = await transports.perform(.command("no-such-program"))
        }
        // Other tests run meanwhile; a leak here would be at least one for each command.
        #expect(descriptors() - before < 50)
        for process in processes { #expect(access("/proc/\(process)", F_OK) != 0) }
    }

    private func descriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
