import BelayLanguage
import BelaySource

/// The titles of steps: as they are written, with values in place of names.
extension Interpreter {
    func words(_ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async -> PlannedText {
        var title = PlannedText()
        let context = context.forTitle
        var position = expression.span.start
        for use in expression.variableUses.sorted(by: { $0.span.start < $1.span.start })
        where use.span.start >= position && use.span.end <= expression.span.end {
            title.append(written(from: position, to: use.span.start, in: expression.span))
            // A name that cannot be reached into is shown as it is written; the step itself says why.
            if let value = try? await evaluate(use, frame, context) {
                title.append(planned(value))
            } else {
                title.append(written(from: use.span.start, to: use.span.end, in: expression.span))
            }
            position = use.span.end
        }
        title.append(written(from: position, to: expression.span.end, in: expression.span))
        return title
    }

    /// A value in a title.
    func planned(_ value: Value) -> PlannedText {
        if case .unknown(let name) = value { return PlannedText([.unknown(name)]) }
        return PlannedText(performer.redacted(value.shown))
    }

    /// Text of the runbook with its line ends and runs of spaces as one space each.
    private func written(from start: Int, to end: Int, in span: Span) -> String {
        let text = program.sources[span.file.rawValue].text(of: Span(file: span.file, start: start, end: end))
        // Nearly all is one line with single spaces.
        if !text.utf8.hasSpaceToFold { return String(text) }
        var folded = ""
        for character in text {
            if !character.isWhitespace {
                folded.append(character)
            } else if folded.last != " " {
                folded.append(" ")
            }
        }
        return folded
    }
}

extension ValueExpression {
    /// The names used in it.
    var variableUses: [ValueExpression] {
        switch kind {
        case .variable: [self]
        case .constant: []
        case .status(let command), .output(let command):
            command.pieces.flatMap { piece -> [ValueExpression] in
                if case .value(let insertion) = piece { insertion.value.variableUses } else { [] }
            }
        case .text(let pieces):
            pieces.flatMap { piece -> [ValueExpression] in
                if case .value(let value) = piece { value.variableUses } else { [] }
            }
        case .list(let elements): elements.flatMap(\.variableUses)
        case .record(let fields): fields.flatMap(\.value.variableUses)
        case .holds(let call), .gives(let call):
            call.arguments.flatMap(\.variableUses) + call.options.flatMap(\.value.variableUses)
        case .conditional(let condition, let consequence, let alternative):
            condition.variableUses + consequence.variableUses + alternative.variableUses
        case .not(let operand), .unary(_, let operand), .converted(let operand, _): operand.variableUses
        case .part(_, let amount, let list): amount.variableUses + list.variableUses
        case .sorted(let list, let path, _): list.variableUses + path.variableUses
        case .comprehension(let made): made.variableUses
        case .reached(let whole, let accesses): whole.variableUses + accesses.variableUses
        case .infix(let left, _, let right): left.variableUses + right.variableUses
        case .replacing(let subject, let pattern, let replacement):
            subject.variableUses + pattern.variableUses + replacement.variableUses
        }
    }
}

extension [Variable.Access] {
    fileprivate var variableUses: [ValueExpression] { compactMap(\.value).flatMap(\.variableUses) }
}

extension Comprehension {
    /// The name of its element is its own: it has a value only inside.
    fileprivate var variableUses: [ValueExpression] {
        let inner = [head.condition, value].compactMap(\.self).flatMap(\.variableUses) + head.path.variableUses
        return head.list.variableUses
            + inner.filter { use in
                if case .variable(let variable) = use.kind { variable.reference != head.target } else { true }
            }
    }
}

extension Sequence<UInt8> {
    /// A line end, two spaces in a row, or what may be a space and is not ASCII.
    fileprivate var hasSpaceToFold: Bool {
        var previous: UInt8 = 0
        for byte in self {
            if byte < 0x20 || byte > 0x7E || byte == 0x20 && previous == 0x20 { return true }
            previous = byte
        }
        return false
    }
}
