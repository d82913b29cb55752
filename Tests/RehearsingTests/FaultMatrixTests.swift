import BelayLab
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport
import Foundation
import Testing

@testable import BelayCommands

@Suite("Every fault at every step")
struct FaultMatrixTests {
    private static let nowhere = Span(file: FileNumber(0), start: 0, end: 0)

    private static func start(
        _ numbers: [Int], _ command: String? = nil, undo: Bool = false, kind: StepKind = .action
    ) -> RunEvent {
        var step = StepPath(numbers.map(StepPath.Component.ordinal))
        if undo { step = step.appending(.undo) }
        let effect = command.map {
            CommandEffect(
                step: step, sign: .changes, location: .local, script: PlannedText($0), isPipeline: false,
                environment: [], input: nil, limit: .seconds(1), isCaptured: false)
        }
        let title = PlannedText(command ?? "step \(step)")
        return .stepStarted(
            StepStart(step: step, kind: numbers.count == 1 ? .phase : kind, title: title, effect: effect, span: nowhere)
        )
    }

    /// Two phases; a statement that runs nothing, one that undoes something, and a handler.
    private static let grid = FaultGrid(
        Plan(
            events: [
                start([1]), start([1, 1]), start([1, 1, 2], "etcdctl backup here"), start([1, 2]),
                start([1, 1], "rm here", undo: true), start([2]), start([2, 2]),
                start([2, 2, 1], "kops update cluster c --yes"), start([2, 3], "true | cat"),
                .handlerStarted(
                    HandlerStart(step: StepPath([.ordinal(2), .ordinal(1)]), reason: .onFailure, title: PlannedText())),
                start([2, 1, 1], "in the handler"),
            ], questions: []))

    @Test func `A row is a statement of a phase that runs something, and no handler`() {
        #expect(Self.grid.rows.map(\.step.description) == ["1.1", "2.2", "2.3"])
        #expect(Self.grid.rows.map(\.title) == ["step 1.1", "step 2.2", "true | cat"])
    }

    @Test func `What holds from then on is asked for where it can be met, and once behind that`() {
        func cells(_ fault: KopsFault) -> [FaultGrid.Cell] { (0..<3).map { Self.grid.cell(fault.kind, at: $0) } }
        func point(_ fault: KopsFault, _ step: StepPath) -> FaultGrid.Cell {
            .point(FaultPoint(fault: fault.kind, step: step))
        }
        let step = Self.grid.rows.map(\.step)
        #expect(cells(.neverBoots)[0] == .sameAs(step[1]))
        #expect(cells(.neverBoots)[1] == point(.neverBoots, step[1]))
        #expect(cells(.backupEmpty)[0] == point(.backupEmpty, step[0]))
        #expect(cells(.backupEmpty)[1] == .sameAs(step[2]))
        #expect(cells(.networkCut)[0] == .sameAs(step[1]))
        #expect(cells(.networkCut)[1] == point(.networkCut, step[1]))
        #expect(cells(.networkCut)[2] == point(.networkCut, step[2]))
        #expect(cells(.nodeKilled).allSatisfy { if case .point = $0 { true } else { false } })
        #expect(
            Self.grid.points(of: [KopsFault.neverBoots.kind], at: []).map(\.text) == [
                "never-boots@2.2", "never-boots@2.3",
            ])
        #expect(Self.grid.points(of: [KopsFault.neverBoots.kind], at: ["1"]).isEmpty)
        #expect(Self.grid.points(of: [KopsFault.etcdKilled.kind], at: ["2.3", "1"]).count == 2)
    }

    private static func result(_ point: String, _ state: String, struck: Bool, _ outcome: String = "done") -> String {
        "{\"point\":\"\(point)\",\"state\":\(state),\"struck\":\(struck),\"effects\":[\"node2 is gone\"],"
            + "\"outcome\":\"\(outcome)\",\"reasons\":[\"a key is lost\"],\"seconds\":7,\"version\":\"0a\"}"
    }

    @Test func `The table has each state, and says of what ended in none why`() throws {
        let lines = [
            Self.result("node-killed@1.1", "\"restored\"", struck: true, "handled"),
            Self.result("node-killed@2.2", "\"migrated\"", struck: false),
            Self.result("node-killed@2.3", "null", struck: true),
            Self.result("etcd-killed@1.1", "\"untouched\"", struck: true, "handler-failed"),
            Self.result("etcd-killed@2.2", "\"migrated\"", struck: true, "failed")
                .replacing("\"failed\",", with: "\"failed\",\"followUp\":\"resume\","),
        ]
        let results = try lines.map { try #require(FaultResult(line: $0)) }
        #expect(results.map(\.text) == lines)
        let lab = NamedKopsLab(beginning: Beginning(.oneMaster))
        let table = FaultTable(
            grid: Self.grid, faults: lab.faults, states: lab.states,
            results: Dictionary(results.map { ($0.point, $0) }) { $1 }
        ).text
        #expect(table.contains("| 1.1 | step 1.1 |  |  |  |  |  | r | u |"))
        #expect(table.contains("| 2.2 | step 2.2 |  |  |  |  |  | · | m\\* |"))
        #expect(table.contains("| 2.3 | true \\| cat |  |  |  |  |  | **X** |"))
        #expect(table.contains("rehearsals: 1 migrated (`m`), 1 restored (`r`), 1 untouched (`u`), 1 in which"))
        #expect(table.contains("1 that ended in another state (`X`)"))
        #expect(table.contains("1 by what the run said itself, `belay resume` or `belay undo`"))
        #expect(table.contains("- `etcd-killed@2.2`: failed; then `belay resume`; migrated; node2 is gone\n"))
        #expect(table.contains("- `node-killed@2.3`: done; a key is lost; node2 is gone\n"))
        #expect(table.contains("- `etcd-killed@1.1`: handler-failed; untouched; node2 is gone\n"))
    }

    @Test func `The reference has every fault, in the same words, and the manual page every option`() throws {
        let reference = try Repository.text("docs/rehearsing.md")
        let all = CommandFault.kinds + MachineFault.allCases.map(\.kind) + KopsFault.allCases.map(\.kind)
        for fault in all {
            #expect(reference.contains("| `\(fault.name)` | \(fault.explanation) |"), "\(fault.name)")
        }
        let manual = try Repository.text("docs/belay.1")
        for option in ["every-fault", "fault", "at", "sample", "at-once", "results", "begin", "break", "keep", "seed"] {
            #expect(reference.contains("`--\(option)"), "\(option)")
            let escaped = "\\-\\-" + option.replacing("-", with: "\\-")
            #expect(manual.contains(escaped), "\(option)")
        }
    }

    @Test func `A rehearsal that came to no end is tried again`() throws {
        #expect(try #require(FaultResult(line: Self.result("a@1", "null", struck: true, "failed"))).hasEnded)
        #expect(try !#require(FaultResult(line: Self.result("a@1", "null", struck: false, "printed nothing"))).hasEnded)
        #expect(FaultResult(line: "{\"point\":\"a@1\"") == nil)
    }

    @Test func `Results of another version are kept, and not taken for this one's`() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/results.jsonl"
        let old = FaultResults(path: path, version: RehearsedVersion([], words: []))
        let new = FaultResults(path: path, version: RehearsedVersion([], words: ["settle=1s"]))
        for (results, state) in [(old, "\"restored\""), (new, "\"migrated\"")] {
            var result = try #require(FaultResult(line: Self.result("node-killed@1.1", state, struck: true)))
            result.version = results.version.digest
            try results.add(result)
            #expect(results.all["node-killed@1.1"]?.state.map { "\"\($0)\"" } == state)
        }
        #expect(old.all["node-killed@1.1"]?.state == "restored")
        #expect(old.countOfOthers == 1)
        #expect(new.all.count == 1)
    }
}
