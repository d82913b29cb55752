import BelaySource
import BelaySyntax

/// Calls: which phrase, and the values of its placeholders and options.
extension Checker {
    /// The action or probe that a call means, with its values; `nil` after a report.
    mutating func call(_ row: PhraseUseSyntax, isStatement: Bool = false) -> Call? {
        guard let definition = scope.phrases.match(row.places) else {
            reportUnknown(row, expecting: [.action, .probe], isStatement: isStatement)
            skip(row)
            return nil
        }
        return fill(definition, row)
    }

    mutating func targetCall(_ row: PhraseUseSyntax) -> Call? {
        guard let definition = scope.targets.match(row.places) else {
            reportUnknown(row, expecting: [.target])
            skip(row)
            return nil
        }
        return fill(definition, row)
    }

    private mutating func fill(_ definition: Int, _ row: PhraseUseSyntax) -> Call? {
        noteCall(definition, row)
        let signature = definitions[definition].signature
        let number = DefinitionNumber(definition)
        var isGood = true
        var arguments: [ValueExpression] = []
        for (item, element) in zip(signature.items, row.elements) {
            guard case .placeholder(let placeholder) = item else { continue }
            guard
                let value = self.element(
                    element,
                    expecting: ExpectedType(type: placeholder.type, source: .placeholder(number, placeholder.name)))
            else {
                isGood = false
                continue
            }
            if value.isNone {
                report(.absentValue(placeholder.name, of: phrase(definition), at: value.span))
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
                _ = element(option.value, expecting: nil)
                isGood = false
                continue
            }
            if let first = given.updateValue(option.name.span, forKey: option.name.text) {
                report(.repeatedOption(option.name, first: first))
                isGood = false
            }
            let expected = ExpectedType(
                type: meant.type, source: .placeholder(DefinitionNumber(definition), meant.name))
            guard let value = element(option.value, expecting: expected) else {
                isGood = false
                continue
            }
            options.append((meant.slot, value))
        }
        return isGood ? options : nil
    }

    /// Checks the elements of an unknown phrase, for the names in them.
    private mutating func skip(_ row: PhraseUseSyntax) {
        for element in row.elements {
            if case .word(let word) = element, word.literal != nil { continue }
            _ = self.element(element, expecting: nil)
        }
        for option in row.options { _ = element(option.value, expecting: nil) }
    }
}

extension PhraseUseSyntax {
    /// The plain words at their places, and `nil` for elements that only a placeholder can take.
    var places: [String?] {
        elements.map { element in
            if case .word(let word) = element { word.literal } else { nil }
        }
    }
}
