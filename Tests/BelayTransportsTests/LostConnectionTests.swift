import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Connections that are cut in the midst of a change, against a real sshd.
@Suite(.serialized)
struct LostConnectionTests {
    private static let host = RecordingHost()

    let far = RecordedRun(on: host)

    @Test func `A change whose connection is lost is seen to its end by its record`() async {
        for _ in 0..<2 {
            let folder = TemporaryFolder()
            let heard = Heard()
            let script = "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done"
            let task = await far.cut(far.change(script, number: 1), in: heard)
            while !heard.text(.error).contains("still running there") { await Task.yield() }
            #expect(heard.text(.error).hasPrefix("[the connection to box was lost; process "))
            folder.write("", to: "go")
            #expect(await task.value.ending == .exited(0))
            #expect(heard.text(.error).hasSuffix("its output after that is lost]\n"))
            await far.transports.cleanUp(after: far.run, on: [])
        }
    }

    /// The behaviour of a command when nobody hears it any more, how it then ends, and the host's record of that.
    private static let unheard = [
        ("echo an id", 141), ("trap '' PIPE; echo an id", 1), ("exec cat /etc/passwd", 141), ("exit 3", 3),
        ("sh -c 'kill -s HUP $$'", 129),
    ]

    @Test(arguments: unheard.indices, [true, false])
    func `A change that ends when nobody hears it any more is unknown`(index: Int, isCaptured: Bool) async {
        let (rest, status) = Self.unheard[index]
        let folder = TemporaryFolder()
        let script =
            "echo made >> \(folder.path)/made; echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done; \(rest)"
        let change = far.change(script, isCaptured: isCaptured)
        let task = await far.cut(change)
        folder.write("", to: "go")
        let outcome = await task.value
        let lost = "it ended on box with status \(status), which the lost connection may have caused"
        #expect(
            outcome.ending
                == .unknown("the connection to box was lost before the command was seen to end; \(lost)"))
        #expect(await far.transports.recoveredStatus(of: change.unseen()) == .unknown(lost))
        #expect(far.record().hasPrefix("lost"))
        #expect(folder.read("made") == "made\n")
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A value is whole only when its stream has said so`() {
        let markers = ControlMarkers(host: 1, started: 2, exited: 0)
        var result = ChannelResult(
            ending: .exited(255), captured: CapturedOutput(), tail: LastLines(), duration: .zero)
        var ending: CommandOutcome.Ending? {
            try? RemoteExit.outcome(of: result, markers, host: "box", prefix: []).ending
        }
        #expect(ending == .unknown("the connection to box was lost before the command was seen to end"))
        result.isOutputOver = true
        #expect(ending == .exited(0))
        result.isOutputOver = false
        result.ending = .exited(0)
        #expect(ending == .exited(0))
        result.ending = .exited(255)
        result.captured = nil
        #expect(ending == .exited(0))
    }

    @Test func `A success is believed although nobody heard it, behind a prefix too`() async {
        for place in [Location.on("box"), .on("box", ["env"])] {
            let folder = TemporaryFolder()
            let script = "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done"
            let task = await far.cut(far.change(script, at: place))
            folder.write("", to: "go")
            #expect(await task.value.ending == .exited(0))
            #expect(far.record().hasPrefix("lost   0 "))
            await far.transports.cleanUp(after: far.run, on: [])
        }
    }

    @Test func `What a change printed that nobody heard is lost, and said to be`() async {
        let folder = TemporaryFolder()
        let script = "echo a value; while ! test -e \(folder.path)/go; do sleep 0.05; done"
        let task = await far.cut(far.change(script, isCaptured: true))
        folder.write("", to: "go")
        let outcome = await task.value
        let words = "the connection to box was lost before the command was seen to end"
        #expect(outcome.ending == .unknown("\(words); it succeeded there, and its output is lost"))
        #expect(outcome.output == [])
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A success with an input that may have been cut off is not believed`() async {
        let folder = TemporaryFolder()
        let script = "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done; wc -c > \(folder.path)/got"
        var change = far.change(script)
        let whole = 8_000_000
        change.input = CommandEffect.Input(text: PlannedText(String(repeating: "x", count: whole)), isSecret: false)
        let task = await far.cut(change)
        folder.write("", to: "go")
        let words = "the connection to box was lost before the command was seen to end"
        #expect(
            await task.value.ending
                == .unknown(
                    "\(words); it ended there with status 0, and it is not known if all of its input had arrived"))
        // It took a part for the whole.
        #expect((Int(folder.read("got").dropLast()) ?? whole) < whole)
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A time limit holds although the connection is lost`() async {
        let script = "trap '' TERM; echo $$; (trap '' TERM; exec sleep 1000) & echo $!; wait; sleep 1000"
        for place in [Location.on("box"), .on("box", ["setsid", "-w"])] {
            let heard = Heard()
            let task = await far.cut(far.change(script, at: place, limit: .seconds(4)), lines: 2, in: heard)
            #expect(await task.value.ending == .timedOut)
            #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
            await far.transports.cleanUp(after: far.run, on: [])
        }
    }

    @Test func `Cancelling ends what is waited for on the remote host`() async {
        let heard = Heard()
        let task = await far.cut(far.change("echo $$; sleep 1000 & echo $!; wait"), lines: 2, in: heard)
        while !heard.text(.error).contains("still running there") { await Task.yield() }
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A host that is not reached again leaves the outcome unknown`() async {
        let server = TestSSHServer()
        let transports = Transports(
            sshArguments: server.sshArguments, timeouts: TransportTimeouts(recovery: .milliseconds(500)))
        let heard = Heard()
        let task = Task { [change = far.change("echo $$; sleep 1000")] in
            await transports.perform(change) { heard.hear($0) }
        }
        _ = await heard.lines(1)
        server.stop()
        #expect(
            await task.value.ending == .unknown("the connection to box was lost before the command was seen to end"))
        await transports.cleanUp(after: far.run, on: [])
    }
}
