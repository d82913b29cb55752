import BelayRuntime
import BelaySyntax
import Testing

@testable import BelayReporting

@Suite("The way of a run")
struct WayTests {
    private func element(_ position: Int?, _ label: String, _ last: Int) -> StepPath {
        StepPath([.ordinal(1), .element(position: position, label: label), .ordinal(last)])
    }

    private func way(_ steps: [StepPath]) -> Way { Way(steps.map { Sample.start($0, .say, "x") }) }

    @Test func `It has no handlers, no undo and no reads`() {
        let one = Sample.path(1)
        let handler = HandlerStart(step: Sample.path(1, 1), reason: .onFailure, title: PlannedText("on failure"))
        let way = Way([
            Sample.start(one, .phase, "Do"), .handlerStarted(handler),
            Sample.start(Sample.path(1, 1, 1), .say, "sorry"),
            Sample.end(Sample.path(1, 1), .handler), Sample.command(Sample.path(1, 2), .reads, "look"),
            Sample.command(Sample.path(1, 3), .changes, "do"),
            Sample.command(Sample.path(1, 3).appending(.undo), .changes, "undo"),
        ])
        #expect(way.count == 2)
        #expect(way.phases.map { $0.title } == ["Do"])
    }

    @Test func `A branch that is not taken leaves it when a later step begins`() {
        var way = way([Sample.path(1), Sample.path(1, 1), Sample.path(1, 2), Sample.path(1, 2, 1), Sample.path(1, 3)])
        way.begin(Sample.path(1))
        way.begin(Sample.path(1, 1))
        way.end(Sample.path(1, 1))
        #expect((way.passed, way.count) == (1, 5))
        way.begin(Sample.path(1, 3))
        #expect((way.passed, way.count) == (1, 3))
        way.end(Sample.path(1, 3))
        way.end(Sample.path(1))
        #expect((way.passed, way.count) == (3, 3))
    }

    @Test func `A branch at the end of a block leaves it when the block ends`() {
        var way = way([Sample.path(1), Sample.path(1, 1), Sample.path(1, 2)])
        way.begin(Sample.path(1, 1))
        way.end(Sample.path(1, 1))
        way.end(Sample.path(1))
        #expect((way.passed, way.count) == (2, 2))
    }

    @Test func `Elements in any order count each, and those of a list that the plan does not know count once`() {
        var known = way([element(1, "a", 1), element(2, "b", 1)])
        known.begin(element(2, "b", 1))
        known.end(element(2, "b", 1))
        #expect((known.passed, known.count) == (1, 2))
        var unknown = way([element(nil, "host", 1)])
        for (position, label) in ["a", "b"].enumerated() {
            unknown.begin(element(position + 1, label, 1))
            unknown.end(element(position + 1, label, 1))
        }
        #expect((unknown.passed, unknown.count) == (1, 1))
        var placed = way([element(1, "‹second›", 1), element(2, "‹third›", 1)])
        placed.begin(element(2, "b", 1))
        placed.end(element(2, "b", 1))
        #expect((placed.passed, placed.count) == (1, 2))
    }

    @Test func `Another attempt is not on it`() {
        var way = way([Sample.path(1), Sample.path(1, 1)])
        way.end(Sample.path(1).appending(.attempt(2)).appending(.ordinal(1)))
        #expect((way.passed, way.count) == (0, 2))
    }
}
