import BelayTestSupport
import Foundation
import Testing

/// Two real processes and one run, over a store in a folder: the first is stopped or killed, the second takes the run over and ends it,
/// and the first wakes.
@Suite(.serialized)
struct TakeOverTests {
    enum Moment: String, CaseIterable {
        /// In the read before the second step.
        case before
        /// In the second step, which still runs when the run is taken over.
        case within
        /// In the second step, which has ended by then.
        case after
    }

    /// The first machine, stopped at a moment of its run.
    private func stopped(at moment: Moment, _ scene: SharedScene) throws -> StartedBelay {
        let held = moment == .before ? "wait" : "two"
        scene.hold(held)
        let first = scene.start(["run", "a.runbook"], on: "first")
        try scene.waitFor(held)
        try scene.stop(first)
        if moment == .after {
            scene.release("two")
            try scene.wait("the second step to end") { scene.log.contains("two") }
        }
        return first
    }

    @Test(arguments: Moment.allCases)
    func `Of two on one run no effect happens twice, none is lost, and the first ends with a clear word`(
        moment: Moment
    ) throws {
        let scene = SharedScene()
        let first = try stopped(at: moment, scene)
        let run = try scene.run(of: "first")
        let asked = scene.start(["resume", run], on: "second")
        #expect(asked.status == 3, "\(asked.printed)")
        #expect(asked.printed.contains("--take-over"), "\(asked.printed)")
        scene.release("wait")
        let second = scene.start(["resume", run, "--take-over"], on: "second")
        if moment == .within {
            try scene.wait("the second to wait for the step") { second.printed.contains("is still running") }
            scene.release("two")
        }
        #expect(second.status == 0, "\(second.printed)")
        #expect(scene.log == ["one", "two", "three"])
        first.signal(SIGCONT)
        #expect(first.status == 8, "\(first.printed)")
        #expect(first.printed.contains("was taken over by"), "\(first.printed)")
        #expect(scene.log == ["one", "two", "three"])
        let shown = scene.start(["show", run, "--format", "json"], on: "first")
        #expect(shown.status == 0 && shown.printed.contains(#""outcome":"done""#), "\(shown.printed)")
    }

    @Test func `A run whose Belay was killed is ended by another machine, and its lock is free then`() throws {
        let scene = SharedScene()
        scene.hold("two")
        let first = scene.start(["run", "a.runbook"], on: "first")
        try scene.waitFor("two")
        first.signal(SIGKILL)
        _ = first.status
        scene.release("two")
        try scene.wait("the second step to end") { scene.log.contains("two") }
        let run = try scene.run(of: "first")
        let other = scene.start(["run", "a.runbook"], on: "second")
        #expect(other.status == 7, "\(other.printed)")
        let second = scene.start(["resume", run, "--take-over"], on: "second")
        #expect(second.status == 0, "\(second.printed)")
        #expect(scene.log == ["one", "two", "three"])
        let again = scene.start(["run", "a.runbook"], on: "first")
        #expect(again.status == 0, "\(again.printed)")
    }

    @Test func `The machine whose Belay was killed takes its own run up again without being asked`() throws {
        let scene = SharedScene()
        scene.hold("two")
        let first = scene.start(["run", "a.runbook"], on: "first")
        try scene.waitFor("two")
        first.signal(SIGKILL)
        _ = first.status
        scene.release("two")
        let again = scene.start(["resume"], on: "first")
        #expect(again.status == 0, "\(again.printed)")
        #expect(scene.log == ["one", "two", "three"])
    }

    /// The store is a program that stops answering.
    @Test func `While the store does not answer nothing begins, and the run can be resumed`() throws {
        let scene = SharedScene()
        mkdir(scene.folder.path + "/bin", 0o700)
        scene.folder.write(
            """
            #!/bin/sh
            test -e away && { echo '{"error":"the store is away","kind":"unavailable"}'; exit 1; }
            echo $$ > store-process
            exec '\(BuiltProgram.path())' store-folder "$1"

            """, to: "bin/belay-store-test", mode: 0o700)
        let store = "test://\(scene.folder.path)/store"
        scene.hold("wait")
        let first = scene.start(["run", "a.runbook"], on: "first", store: store, patience: "1s")
        try scene.waitFor("wait")
        scene.folder.write("", to: "away")
        let process = try #require(Int32(scene.folder.read("store-process").dropLast()))
        kill(process, SIGKILL)
        scene.release("wait")
        #expect(first.status == 6, "\(first.printed)")
        #expect(first.printed.contains("the store is away"), "\(first.printed)")
        #expect(scene.log == ["one"])
        let away = scene.start(["resume"], on: "first", store: store, patience: "1s")
        #expect(away.status == 3, "\(away.printed)")
        unlink(scene.folder.path + "/away")
        let back = scene.start(["resume"], on: "first", store: store, patience: "5s")
        #expect(back.status == 0, "\(back.printed)")
        #expect(scene.log == ["one", "two", "three"])
    }

    @Test func `A run of a store is not resumed without it`() throws {
        let scene = SharedScene()
        scene.hold("wait")
        let first = scene.start(["run", "a.runbook"], on: "first")
        try scene.waitFor("wait")
        first.signal(SIGKILL)
        _ = first.status
        let alone = scene.start(["resume"], on: "first", store: "")
        #expect(alone.status == 3, "\(alone.printed)")
        #expect(alone.printed.contains("BELAY_STORE="), "\(alone.printed)")
    }
}
