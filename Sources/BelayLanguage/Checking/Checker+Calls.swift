import BelaySource
import BelaySyntax

/// Rows: which phrase, and what stands in its holes and options.
extension Checker {
    /// The action or probe that a row means, with its values; `nil` after a report.
    mutating func call(_ row: PhraseUseSyntax, isStatement: Bool = false) -> Call? {
        guard let definition = scope.phrases.match(row.places) else {
            reportUnknown(row, wanting: [.action, .probe], isStatement: isStatement)
            skip(row)
            return nil
        }
        return fill(definition, row)
    }

    mutating func targetCall(_ row: PhraseUseSyntax) -> Call? {
        guard let definition = scope.targets.match(row.places) else {
            reportUnknown(row, wanting: [.target])
            skip(row)
            return nil
        }
        return fill(definition, row)
    }

    private mutating func fill(_ definition: Int, _ row: PhraseUseSyntax) -> Call? {
        let signature = definitions[definition].signature
        let number = DefinitionNumber(definition)
        var isGood = true
        var arguments: [ValueExpression] = []
        for (item, element) in zip(signature.items, row.elements) {
            guard case .hole(let hole) = item else { continue }
            guard
                let value = self.element(
                    element, wanting: ExpectedType(type: hole.type, source: .hole(number, hole.name)))
            else {
                isGood = false
                continue
            }
            if value.isNone {
                report(.absentValue(hole.name, of: phrase(definition), at: value.span))
                isGood = false
            }
            arguments.append(value)
        }
        guard let options = options(row, of: definition), isGood else { return nil }
        return Call(definition: number, arguments: arguments, options: options, span: row.span)
    }

    private mutating func options(
        _ row: PhraseUseSyntax, of definition: Int
    ) -> [(slot: Int, value: ValueExpression)]? {
        let known = definitions[definition].signature.options
        var given: [String: Span] = [:]
        var isGood = true
        var options: [(slot: Int, value: ValueExpression)] = []
        for option in row.options {
            guard let meant = known.first(where: { $0.name == option.name.text }) else {
                report(.unknownOption(option.name, of: phrase(definition)))
                _ = element(option.value, wanting: nil)
                isGood = false
                continue
            }
            if let first = given.updateValue(option.name.span, forKey: option.name.text) {
                report(.repeatedOption(option.name, first: first))
                isGood = false
            }
            let wanted = ExpectedType(type: meant.type, source: .hole(DefinitionNumber(definition), meant.name))
            guard let value = element(option.value, wanting: wanted) else {
                isGood = false
                continue
            }
            options.append((meant.slot, value))
        }
        return isGood ? options : nil
    }

    /// Looks at the elements of a row that means nothing, for the names in them.
    private mutating func skip(_ row: PhraseUseSyntax) {
        for element in row.elements {
            if case .word(let word) = element, word.literal != nil { continue }
            _ = self.element(element, wanting: nil)
        }
        for option in row.options { _ = element(option.value, wanting: nil) }
    }
}

extension PhraseUseSyntax {
    /// The plain words at their places, and `nil` for what only a hole can take.
    var places: [String?] {
        elements.map { element in
            if case .word(let word) = element { word.literal } else { nil }
        }
    }
}
