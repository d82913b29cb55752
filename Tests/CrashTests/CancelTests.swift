import BelayTestSupport
import Foundation
import Testing

/// Ctrl-C, Ctrl-\, TERM and HUP, once and twice, in every state of a run that needs no terminal.
@Suite(.serialized)
struct CancelTests {
    private static let server = TestSSHServer()

    /// The command that runs when the signal comes, the sign that it has begun, and whether it may finish.
    struct State: Sendable, CustomStringConvertible {
        var name: String
        var statement: String
        var begun = "pid"
        var isChange = true
        var signal: Int32

        var description: String { "\(name), \(signal)" }
    }

    private static let states = [
        State(name: "here", statement: "$ sh $dir/slow", signal: SIGINT),
        State(name: "here", statement: "$ sh $dir/slow", signal: SIGQUIT),
        State(name: "there", statement: "on $box { $ sh $dir/slow }", signal: SIGINT),
        State(name: "there", statement: "on $box { $ sh $dir/slow }", signal: SIGTERM),
        State(name: "there", statement: "on $box { $ sh $dir/slow }", signal: SIGHUP),
        State(name: "behind", statement: "in box on $box { $ sh $dir/slow }", signal: SIGTERM),
        State(name: "read there", statement: "on $box { ? sh $dir/slow }", isChange: false, signal: SIGTERM),
        State(
            name: "await", statement: "await (? sh -c \"echo \\$\\$ > $dir/pid; exit 1\") within 10m", isChange: false,
            signal: SIGHUP),
        State(name: "transfer", statement: "$ scp -q -l 1600 $dir/big box:$dir/copy", begun: "copy", signal: SIGTERM),
        State(
            name: "handler",
            statement: "on failure {\non $box { $ sh $dir/slow }\n$ echo next >> $dir/log\n}\n$ test -e $dir/nothing",
            signal: SIGHUP),
        State(
            name: "round", statement: "repeat at most 3 times until (? test -e $dir/over) { $ sh $dir/slow }",
            signal: SIGINT),
        State(
            name: "round there",
            statement: "repeat at most 3 times until (? test -e $dir/over) { on $box { $ sh $dir/slow } }",
            signal: SIGTERM),
        State(
            name: "pause of a round",
            statement: "repeat at most 3 times every 10m until (? test -e $dir/over) { $ echo x > $dir/pid }",
            isChange: false, signal: SIGINT),
        State(
            name: "branch that waits for its turn",
            statement: "together at most 1 {\n$ sh $dir/slow\n$ echo other >> $dir/log\n}", signal: SIGINT),
        State(
            name: "branch next to a wait",
            statement: "together {\n$ sh $dir/slow\nawait (? test -e $dir/never) within 10m\n}", signal: SIGTERM),
        State(
            name: "branch with a handler",
            statement:
                "together {\nstep \"a\" {\non failure { $ echo failed >> $dir/log }\n$ sh $dir/slow\n$ echo on >> $dir/log\n}\n}",
            signal: SIGINT),
    ]

    private func scene(_ state: State) -> BelayScene {
        let scene = BelayScene(
            """
            runbook "Cancel" "Is cancelled."
            param dir: path
            param box: host
            target box on (node: host) { on $node { via setsid -w } }
            phase "Only" {
                always { $ echo tidied >> $dir/log }
                \(state.statement)
                $ echo next >> $dir/log
            }
            """, Self.server)
        // Two seconds and a half at that speed.
        scene.folder.write(String(repeating: "x", count: 500_000), to: "big")
        return scene
    }

    @Test(arguments: states)
    func `The first signal lets a change finish and begins nothing`(state: State) throws {
        let scene = scene(state)
        let belay = scene.start(["run"])
        try scene.wait { scene.folder.read(state.begun) != "" }
        belay.signal(state.signal)
        try scene.wait { belay.printed.contains("A running change may finish") }
        if state.isChange { #expect(belay.isRunning) }
        if state.isChange { scene.folder.write("", to: "go") }
        #expect(belay.status == 130, "\(belay.printed)")
        let ended = state.isChange && state.begun == "pid" ? "done\n" : ""
        #expect(scene.folder.read("log") == ended + "tidied\n")
        if state.name == "transfer" { #expect(scene.folder.read("copy").utf8.count == 500_000) }
        if state.begun == "pid", let process = Int32(scene.folder.read("pid").dropLast()) {
            try scene.wait { !ProcessTree.isAlive(process) }
        }
        #expect(belay.printed.contains("belay resume"))
    }

    @Test(arguments: states.filter(\.isChange))
    func `The second signal kills what runs here and there`(state: State) throws {
        let scene = scene(state)
        let belay = scene.start(["run"])
        try scene.wait { scene.folder.read(state.begun) != "" }
        belay.signal(state.signal)
        try scene.wait { belay.printed.contains("A running change may finish") }
        belay.signal(state.signal)
        #expect(belay.status == 130, "\(belay.printed)")
        #expect(belay.printed.contains("Killing what is running"))
        #expect(belay.printed.contains("belay resume"))
        #expect(scene.folder.read("log") == "")
        if state.name == "transfer" {
            #expect(scene.folder.read("copy").utf8.count < 500_000)
        } else {
            let process = try #require(Int32(scene.folder.read("pid").dropLast()))
            #expect(!ProcessTree.isAlive(process))
        }
        // The wait of the other branch would continue before anybody is asked.
        if state.name == "branch next to a wait" { return }
        // What it had done nobody knows.
        let resumed = scene.start(["resume"])
        #expect(resumed.status == 6, "\(resumed.printed)")
    }
}
