import BelayData
import BelayTestSupport
import Foundation
import Testing

/// Belay is killed with `kill -9` before, in and after every record that it writes and in the middle of each effect, and
/// its disk fills up at every record; the run is resumed, also after being killed again. Every effect must have
/// happened exactly once.
///
/// A sample runs with the other tests; `make crash` runs every point.
@Suite(.serialized)
struct CrashMatrixTests {
    private static let server = TestSSHServer()

    /// The end of a run that nothing has disturbed.
    private struct Undisturbed {
        let effects: [String]
        let made: [String]
        let recordCount: Int

        init(_ server: TestSSHServer?) {
            let scene = CrashScene(server)
            let ending = scene.run()
            #expect(ending.status == 0, "\(ending.printed)")
            effects = scene.effects
            made = scene.made
            recordCount = scene.records.count
        }
    }

    private static let here = Undisturbed(nil)
    private static let overSSH = Undisturbed(server)

    private enum Point: CustomStringConvertible {
        /// `before`, `half`, `after` or `full`, at the record of this number; killed again at this record of the resumed run.
        case record(String, Int, again: Int?)
        case effect(String, String)

        var description: String {
            switch self {
            case .record(let mode, let number, let again): "\(mode) \(number)" + (again.map { ", again \($0)" } ?? "")
            case .effect(let name, let moment): "\(name) \(moment)"
            }
        }

        /// Killed before it does its work an effect ends with a status of its own, 9. When Belay is gone, that may as well come
        /// from its outputs, which are closed by then.
        var failsUnheard: Bool {
            if case .effect(_, "before") = self { true } else { false }
        }
    }

    @Test func `An undisturbed run reaches every kind of record`() {
        for undisturbed in [Self.here, Self.overSSH] {
            #expect(Set(undisturbed.effects).count > 30)
            #expect(undisturbed.recordCount > 150)
        }
    }

    @Test func `Every effect happens once on this machine`() {
        check(PointSelection.sample(Self.points(Self.here), wanted: 40), "this machine", Self.here, nil)
    }

    @Test func `Every effect happens once over ssh`() {
        // Where the commands run makes no difference to what is written: all effects, and a seventh of the records.
        let points = Self.points(Self.overSSH).enumerated().filter { entry in
            if case .record = entry.element { entry.offset % 7 == entry.offset / 7 % 7 } else { true }
        }
        check(PointSelection.sample(points.map(\.element), wanted: 5), "ssh", Self.overSSH, Self.server)
    }

    @Test func `A run that is over or has changed nothing holds nothing`() {
        for crash in ["before 1", "half 1", "after 1", "after \(Self.here.recordCount)"] {
            let scene = CrashScene(nil)
            #expect(scene.run(crash: crash).status == nil)
            let next = scene.run()
            #expect(next.status == 0, "\(crash): \(next.printed)")
        }
    }

    private func check(_ points: [Point], _ place: String, _ undisturbed: Undisturbed, _ server: TestSSHServer?) {
        var questions = 0
        for point in points { questions += check(point, undisturbed, server) }
        print("crash matrix, \(place): \(points.count) points, \(questions) questions to a person")
    }

    private static func points(_ undisturbed: Undisturbed) -> [Point] {
        var points: [Point] = []
        let count = undisturbed.recordCount
        for number in 1...count {
            for mode in ["before", "half", "after", "full"] { points.append(.record(mode, number, again: nil)) }
            // The first record of a resumed run is `resumed`.
            for again in [1, 2, 3 + number % 7] { points.append(.record("after", number, again: again)) }
        }
        var seen: Set<String> = []
        for name in undisturbed.effects where seen.insert(name).inserted {
            for moment in ["before", "amid", "after", "outlived"] { points.append(.effect(name, moment)) }
        }
        return points
    }

    /// The number of times that a person was asked.
    private func check(_ point: Point, _ undisturbed: Undisturbed, _ server: TestSSHServer?) -> Int {
        let scene = CrashScene(server)
        var ending: CrashScene.Ending
        var again: String?
        switch point {
        case .record(let mode, let number, let second):
            ending = scene.run(crash: "\(mode) \(number)")
            again = second.map { "after \($0)" }
            if mode == "full" {
                #expect(ending.printed.contains("no space left on device"), "\(point): \(ending.printed)")
                // All was done, and only the end could not be written down.
                if ending.status == 0 { ending = scene.resume() }
            }
        case .effect(let name, let moment):
            scene.kill(in: name, moment)
            ending = scene.run()
            #expect(ending.status == nil, "\(point): \(ending.printed)")
        }
        var effects = undisturbed.effects
        var questions = 0
        var attempts = 0
        while ending.status != 0, !scene.isDone, attempts < 6 {
            attempts += 1
            // A run that was killed before it changed anything is started again.
            if !scene.records.contains(where: { $0["kind"]?.string == "intent" }) {
                ending = scene.run()
                continue
            }
            var flags: [String] = []
            if ending.status == 6 {
                questions += 1
                // A host keeps a record, so it is asked and no person; but when nobody hears it only success is certain.
                if !point.failsUnheard {
                    #expect(scene.host(of: ending.printed) == nil, "\(point): \(ending.printed)")
                }
                let decision = scene.decision(on: ending.printed)
                flags = decision.flags
                if let repeated = decision.repeated { effects.append(repeated) }
            }
            ending = scene.resume(flags, crash: again)
            again = nil
        }
        #expect(scene.isDone, "\(point): \(ending.printed)")
        #expect(scene.effects.sorted() == effects.sorted(), "\(point): \(scene.effects)")
        #expect(scene.made == undisturbed.made, "\(point)")
        // Killed right after its last record a run leaves what the host has kept of it.
        if ending.status == 0 { #expect(!scene.left.contains(scene.runID), "\(point)") }
        return questions
    }
}
