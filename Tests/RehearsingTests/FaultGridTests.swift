import BelayLab
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

@testable import BelayCommands

@Suite("The steps at which a fault is asked for")
struct FaultGridTests {
    private static let nowhere = Span(file: FileNumber(0), start: 0, end: 0)

    private static func start(
        _ step: [StepPath.Component], _ kind: StepKind, _ command: String? = nil, on host: String? = nil
    ) -> RunEvent {
        let step = StepPath(step)
        let effect = command.map {
            CommandEffect(
                step: step, sign: .changes, location: host.map { Location(.host(PlannedText($0))) } ?? .local,
                script: PlannedText($0), isPipeline: false, environment: [], input: nil, limit: .seconds(1),
                isCaptured: false)
        }
        return .stepStarted(
            StepStart(step: step, kind: kind, title: PlannedText(command ?? ""), effect: effect, span: nowhere))
    }

    private static func grid(_ events: [RunEvent]) -> FaultGrid { FaultGrid(Plan(events: events, questions: [])) }

    private static let phase: StepPath.Component = .ordinal(1)

    private static func element(_ position: Int?, _ label: String) -> StepPath.Component {
        .element(position: position, label: label)
    }

    @Test(arguments: [
        (["a"], ["a"]), (["a", "b"], ["a", "b"]), (["a", "b", "c"], ["a", "b", "c"]),
        (["a", "b", "c", "d", "e", "f", "g"], ["a", "d", "g"]), (["a", "b", "c", "d"], ["a", "b", "d"]),
    ])
    func `A loop is struck at its first, its middle and its last element`(all: [String], struck: [String]) {
        let loop: [StepPath.Component] = [Self.phase, .ordinal(1)]
        var events = [Self.start([Self.phase], .phase), Self.start(loop, .loop)]
        for (index, label) in all.enumerated() {
            events.append(Self.start(loop + [Self.element(index + 1, label), .ordinal(1)], .command, "touch \(label)"))
            events.append(Self.start(loop + [Self.element(index + 1, label), .ordinal(2)], .action))
            events.append(
                Self.start(loop + [Self.element(index + 1, label), .ordinal(2), .ordinal(1)], .command, "rm \(label)"))
        }
        #expect(
            Self.grid(events).rows.map(\.step.description) == struck.flatMap { ["1.1[\($0)].1", "1.1[\($0)].2"] })
    }

    @Test
    func
        `A loop in a loop has the first, the middle and the last of each, and one that is not known has all that is planned`()
    {
        let outer: [StepPath.Component] = [Self.phase, .ordinal(1)]
        var events = [Self.start([Self.phase], .phase), Self.start(outer, .loop)]
        for one in 1...5 {
            let inner = outer + [Self.element(one, "o\(one)"), .ordinal(1)]
            events.append(Self.start(inner, .loop))
            for other in 1...4 {
                events.append(Self.start(inner + [Self.element(other, "i\(other)"), .ordinal(1)], .command, "true"))
            }
        }
        let unknown: [StepPath.Component] = [Self.phase, .ordinal(2)]
        events.append(Self.start(unknown, .loop))
        events.append(Self.start(unknown + [Self.element(nil, "‹host›"), .ordinal(1)], .command, "true"))
        let rows = Self.grid(events).rows.map(\.step.description)
        #expect(rows.count == 3 * 3 + 1)
        #expect(rows.first == "1.1[o1].1[i1].1")
        #expect(rows.contains("1.1[o3].1[i2].1"))
        #expect(!rows.contains { $0.contains("o2") || $0.contains("i3") })
        #expect(rows.last?.hasPrefix("1.2[") == true)
    }

    @Test func `Of a retry there is the first attempt, and nothing that undoes or handles a failure`() {
        let retry: [StepPath.Component] = [Self.phase, .ordinal(1)]
        let handler: [StepPath.Component] = [Self.phase, .ordinal(3)]
        let events: [RunEvent] = [
            Self.start([Self.phase], .phase),
            Self.start(retry, .retry),
            Self.start(retry + [.attempt(1), .ordinal(1)], .command, "first"),
            Self.start(retry + [.attempt(2), .ordinal(1)], .command, "second"),
            Self.start([Self.phase, .ordinal(2)], .action),
            Self.start([Self.phase, .ordinal(2), .ordinal(1)], .command, "done"),
            Self.start([Self.phase, .ordinal(2), .undo, .ordinal(1)], .command, "undone"),
            .handlerStarted(HandlerStart(step: StepPath(handler), reason: .onFailure, title: PlannedText())),
            Self.start(handler + [.ordinal(1)], .command, "handled"),
        ]
        #expect(Self.grid(events).rows.map(\.commands) == [["first"], ["done"]])
    }

    @Test func `A fault of a machine strikes at the step that works on one, and one of a command anywhere`() {
        let events = [
            Self.start([Self.phase], .phase),
            Self.start([Self.phase, .ordinal(1)], .command, "here"),
            Self.start([Self.phase, .ordinal(2)], .command, "there", on: "web1"),
            Self.start([Self.phase, .ordinal(3)], .command, "here again"),
            Self.start([Self.phase, .ordinal(4)], .command, "and here"),
        ]
        let grid = Self.grid(events)
        let step = grid.rows.map(\.step)
        for fault in [MachineFault.machineKilled.kind, MachineFault.serviceKilled.kind] {
            let cells = step.indices.map { grid.cell(fault, at: $0) }
            #expect(cells[0] == .sameAs(step[1]))
            #expect(cells[1] == .point(FaultPoint(fault: fault, step: step[1])))
            #expect(cells[2] == .sameAs(step[3]))
            #expect(cells[3] == .point(FaultPoint(fault: fault, step: step[3])))
        }
        #expect(grid.points(of: [CommandFault.commandFails.kind], at: []).count == 4)
    }
}
