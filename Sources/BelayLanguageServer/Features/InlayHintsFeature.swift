import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// The types of `let`s that do not say them.
enum InlayHintsFeature {
    static func hints(_ cursor: Cursor, _ range: PositionRange) -> DataValue {
        let (start, end) = (cursor.lines.offset(of: range.start), cursor.lines.offset(of: range.end))
        var hints: [DataValue] = []
        cursor.syntax.walk { statement in
            guard case .let(let node) = statement, node.type == nil, case .expression = node.value,
                start <= node.name.span.end, node.name.span.end <= end,
                let name = cursor.name(at: node.name.span), name.type != .any
            else { return }
            hints.append([
                "position": cursor.lines.position(at: node.name.span.end).data,
                "label": .string(": \(name.type.name)"), "kind": 1,
            ])
        }
        return .array(hints)
    }
}
