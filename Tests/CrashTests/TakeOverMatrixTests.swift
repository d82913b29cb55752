import BelayData
import BelayTestSupport
import Foundation
import Testing

/// Belay is killed or stopped on one machine, at any record, at any change of the store and in any effect; another machine takes the run
/// over and ends it; and the first, where it was only stopped, wakes. Every effect must have happened exactly once.
///
/// A sample runs with the other tests over a store in a folder; `make crash` runs every point, and over an etcd too.
@Suite(.serialized)
struct TakeOverMatrixTests {
    private static let server = TestSSHServer()
    private static let signals = ["KILL", "STOP"]

    /// The address of the store: a folder of the scene behind a program, so that a Belay that is stopped never has the store's lock; or a
    /// part of the store that the environment names.
    private static func store(_ folder: String) -> String {
        let name = URL(filePath: folder).lastPathComponent
        return ProcessInfo.processInfo.environment["BELAY_TEST_STORE"].map { "\($0)/\(name)" }
            ?? "test://\(folder)/store"
    }

    private static func scene(_ server: TestSSHServer?) -> CrashScene {
        let scene = CrashScene(server, store: store)
        scene.add("bin/belay-store-test", "#!/bin/sh\nexec '\(BuiltProgram.path())' store-folder \"$1\"\n")
        return scene
    }

    /// The end of a run that nothing has disturbed.
    private struct Undisturbed {
        let effects: [String]
        let made: [String]
        let recordCount: Int

        init(_ server: TestSSHServer?) {
            let scene = TakeOverMatrixTests.scene(server)
            let first = scene.begin(on: "first")
            #expect(first.wait() == 0, "\(first.printed)")
            (effects, made, recordCount) = (scene.effects, scene.made, scene.records.count)
        }
    }

    private enum Point: CustomStringConvertible {
        /// `before` or `after` the record of this number, or when the store was `asked` for so many changes.
        case message(String, Int, String)
        case effect(String, String, String)

        var description: String {
            switch self {
            case .message(let mode, let number, let signal): "\(mode) \(number) \(signal)"
            case .effect(let name, let moment, let signal): "\(name) \(moment) \(signal)"
            }
        }

        var isStop: Bool { description.hasSuffix("STOP") }
    }

    private static func points(_ undisturbed: Undisturbed) -> [Point] {
        var points: [Point] = []
        for number in 1...undisturbed.recordCount {
            for signal in signals {
                for mode in ["before", "after"] { points.append(.message(mode, number, signal)) }
                // Changes of the store are as many as changes of the world, and some more.
                if number <= undisturbed.effects.count + 4 { points.append(.message("asked", number, signal)) }
            }
        }
        for name in Set(undisturbed.effects).sorted() {
            for moment in ["amid", "after", "outlived"] {
                for signal in signals { points.append(.effect(name, moment, signal)) }
            }
        }
        return points
    }

    @Test func `Every effect happens once where another machine takes over`() {
        let undisturbed = Undisturbed(nil)
        check(Self.points(undisturbed), wanted: 10, "this machine", undisturbed, nil)
    }

    @Test func `Every effect on a host happens once where another machine takes over`() {
        let undisturbed = Undisturbed(Self.server)
        // Where the commands run makes no difference to what is written: all effects, and a seventh of the rest.
        let points = Self.points(undisturbed).enumerated().filter { entry in
            if case .message = entry.element { entry.offset % 7 == entry.offset / 7 % 7 } else { true }
        }
        check(points.map(\.element), wanted: 6, "ssh", undisturbed, Self.server)
    }

    private func check(
        _ points: [Point], wanted: Int, _ place: String, _ undisturbed: Undisturbed, _ server: TestSSHServer?
    ) {
        let points = PointSelection.sample(points, wanted: wanted)
        var count = Count()
        for point in points { check(point, undisturbed, server, &count) }
        #expect(count.struck > 0)
        print(
            "take-over matrix, \(place): \(points.count) points, \(count.struck) struck, \(count.taken) taken over, ",
            terminator: "")
        print("\(count.refused) woke and were refused, \(count.questions) questions to a person")
    }

    private struct Count {
        var struck = 0
        var taken = 0
        var refused = 0
        var questions = 0
    }

    private func check(_ point: Point, _ undisturbed: Undisturbed, _ server: TestSSHServer?, _ count: inout Count) {
        let scene = Self.scene(server)
        let first: StartedBelay
        switch point {
        case .message: first = scene.begin(on: "first", crash: point.description)
        case .effect(let name, let moment, let signal):
            scene.kill(in: name, moment, by: signal)
            first = scene.begin(on: "first")
        }
        let isStopped = point.isStop && first.waitUntilItStops()
        // A run may ask for fewer changes than were counted on.
        if !point.isStop || !isStopped, first.wait() == 0 { return }
        count.struck += 1
        var effects = undisturbed.effects
        let isTaken = takeOver(scene, point, &effects, &count)
        if isTaken { count.taken += 1 }
        if isStopped {
            first.wake()
            let status = first.wait()
            if status == 8 { count.refused += 1 }
            let expected: [Int32] = isTaken ? [8] : [0]
            #expect(status.map(expected.contains) == true, "\(point): \(first.printed)")
        }
        #expect(scene.effects.sorted() == effects.sorted(), "\(point): \(scene.effects)")
        #expect(scene.made == undisturbed.made, "\(point)")
    }

    /// True if the second machine has ended the run; false where there is nothing to take over.
    private func takeOver(_ scene: CrashScene, _ point: Point, _ effects: inout [String], _ count: inout Count) -> Bool
    {
        var flags: [String] = []
        for _ in 0..<6 {
            guard let ending = scene.takeOver(on: "second", flags) else { return false }
            switch ending.status {
            case 0: return true
            case 6:
                count.questions += 1
                // What the other machine has begun there still runs, and whoever decides waits for its end.
                scene.settle()
                let decision = scene.decision(on: ending.printed)
                flags = decision.flags
                if let repeated = decision.repeated { effects.append(repeated) }
            case 3 where ending.printed.contains(/no run begins with|ended before it (began|changed anything)/):
                return begunAgain(scene, point, ending.printed)
            // It was only not told so any more.
            case 3 where ending.printed.contains("has ended: done"): return false
            case let status:
                Issue.record("\(point): status \(status ?? -1): \(ending.printed)")
                return false
            }
        }
        Issue.record("\(point): it does not come to an end")
        return false
    }

    /// The store knows nothing that the run has done: the second machine begins one of its own.
    /// - Returns: true when the first machine must not continue.
    private func begunAgain(_ scene: CrashScene, _ point: Point, _ printed: String) -> Bool {
        // Where the store knows no run at all, one that wakes takes the lock and begins.
        if point.isStop, printed.contains("no run begins with") { return false }
        let second = scene.begin(on: "second")
        #expect(second.wait() == 0, "\(point): \(second.printed)")
        return true
    }
}
