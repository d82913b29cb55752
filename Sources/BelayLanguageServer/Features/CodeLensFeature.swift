import BelayData
import BelaySyntax

/// What can be done with a runbook and its tests, as commands that the client may run: each has the file's path as its
/// argument. Nothing is run here.
enum CodeLensFeature {
    static func lenses(_ cursor: Cursor) -> DataValue {
        var lenses: [DataValue] = []
        func add(_ title: String, _ command: String, _ range: PositionRange, _ more: [DataValue] = []) {
            let arguments = [DataValue.string(cursor.analysis.path)] + more
            lenses.append([
                "range": range.data,
                "command": ["title": .string(title), "command": .string(command), "arguments": .array(arguments)],
            ])
        }
        let statements = cursor.syntax.statements
        let namesLab = statements.contains { if case .rehearse = $0 { true } else { false } }
        for statement in statements {
            switch statement {
            case .runbook(let node):
                add("plan", "belay.plan", cursor.range(node.title.span))
                if namesLab { add("rehearse", "belay.rehearse", cursor.range(node.title.span)) }
            case .test(let node):
                add("test", "belay.test", cursor.range(node.title.span), node.title.literal.map { [.string($0)] } ?? [])
            default: break
            }
        }
        return .array(lenses)
    }
}
