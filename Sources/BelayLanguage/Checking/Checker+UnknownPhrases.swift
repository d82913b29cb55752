import BelaySource
import BelaySyntax

/// A call that matches no phrase in scope: what was probably meant.
extension Checker {
    /// A search goes over all phrases, so that only the first unknown ones get one.
    private static let searchLimit = 50

    mutating func reportUnknown(
        _ row: PhraseUseSyntax, expecting kinds: [DefinitionSyntax.Kind], isStatement: Bool = false
    ) {
        let places = row.places
        let first = places.first.flatMap { $0 }
        if let other = kinds == [.target] ? scope.phrases.match(places) : scope.targets.match(places) {
            report(.wrongKind(phrase(other), expected: kinds[0], at: row.span))
            return
        }
        if let (library, found) = elsewhere(places, kinds) {
            report(.phraseOfUnusedLibrary(phrase(found), library: library, at: row.span))
            return
        }
        if reportOperator(behind: row, places) || mayBeLeftOver(row) { return }
        reportUnlessBroken(unknown(row, places, kinds, isStatement: isStatement), missing: first, from: \.phrases)
    }

    /// Words that make a phrase, and behind them an operator.
    private mutating func reportOperator(behind row: PhraseUseSyntax, _ places: [String?]) -> Bool {
        for (index, word) in places.enumerated() where index > 0 && Self.followsValue(word) {
            guard scope.phrases.match(Array(places[..<index])) != nil else { continue }
            let called = source(of: row.elements[0].span.joined(row.elements[index - 1].span))
            let place = row.elements[index].span
            let rest = source(of: Span(file: place.file, start: place.start, end: row.span.end))
            report(.operatorAsWord(at: place, called, rest))
            return true
        }
        return false
    }

    private static func followsValue(_ word: String?) -> Bool {
        word.flatMap { Keyword(rawValue: $0) }?.followsValue == true
    }

    /// With the phrase that was probably meant, as far as one is searched for.
    private mutating func unknown(
        _ row: PhraseUseSyntax, _ places: [String?], _ kinds: [DefinitionSyntax.Kind], isStatement: Bool
    ) -> Diagnostic {
        nearestSearches += 1
        guard nearestSearches <= Self.searchLimit, let (nearest, alignment) = nearest(places, kinds),
            let difference = alignment.differences.first
        else {
            let word = places.count == 1 && row.options.isEmpty && !isStatement ? places[0] : nil
            let isCommand = kinds != [.target] && places.first.map { $0 != nil } ?? false
            let command = isCommand ? source(of: row.span) : nil
            return .unknownPhrase(at: row.span, word: word, command: command, expecting: kinds)
        }
        let phrase = phrase(nearest)
        switch difference {
        case .differs(let element, let item):
            return .unknownPhrase(
                at: row.elements[element].span,
                label: "the closest phrase has `\(phrase.signature.items[item].text)` here", phrase,
                place: place(of: phrase.span))
        case .exceeds(let element): return exceeding(row, places[element], at: element, phrase)
        case .lacks(let item, let element): return lacking(row, item, at: element, phrase, alignment)
        }
    }

    /// An element that the closest phrase has nothing for.
    private func exceeding(
        _ row: PhraseUseSyntax, _ word: String?, at element: Int, _ phrase: Phrase
    ) -> Diagnostic {
        var diagnostic = Diagnostic.unknownPhrase(
            at: row.elements[element].span, label: "the closest phrase has nothing like this here", phrase,
            place: place(of: phrase.span))
        if let word, Self.followsValue(word), element > 0 {
            let called = source(of: row.elements[0].span.joined(row.elements[element - 1].span))
            diagnostic.help.insert("to compute with the value of a phrase: (\(called)) \(word) ...", at: 0)
        }
        return diagnostic
    }

    /// An item of the closest phrase that the row has nothing for.
    private func lacking(
        _ row: PhraseUseSyntax, _ item: Int, at element: Int, _ phrase: Phrase, _ alignment: PhraseAlignment
    ) -> Diagnostic {
        let lacking = alignment.differences.compactMap { difference in
            if case .lacks(let item, _) = difference { phrase.signature.items[item].text } else { nil }
        }
        let isLast = element == row.elements.count
        let span = row.elements[isLast ? element - 1 : element].span
        let side = isLast ? "after" : "before"
        let place = place(of: phrase.span)
        if lacking.count == alignment.differences.count {
            return .incompletePhrase(
                at: span, lacking: lacking.joined(separator: " "), side: side, phrase, place: place)
        }
        return .unknownPhrase(
            at: span, label: "the closest phrase has `\(phrase.signature.items[item].text)` \(side) this", phrase,
            place: place)
    }

    private func nearest(
        _ places: [String?], _ kinds: [DefinitionSyntax.Kind]
    ) -> (definition: Int, alignment: PhraseAlignment)? {
        var best: (definition: Int, alignment: PhraseAlignment)?
        let candidates = kinds == [.target] ? scope.targets.entries : scope.phrases.entries
        for definition in candidates {
            let items = definitions[definition].signature.items
            let alignment = PhraseAlignment(places, items)
            guard alignment.isNear(elements: places.count, items: items.count) else { continue }
            if best.map({ alignment.cost < $0.alignment.cost }) ?? true { best = (definition, alignment) }
        }
        return best
    }

    /// The library that has such a phrase, when this file does not use it.
    private func elsewhere(_ places: [String?], _ kinds: [DefinitionSyntax.Kind]) -> (library: String, definition: Int)?
    {
        for file in files.indices where file != frame.file.rawValue {
            let table = kinds == [.target] ? scopes[file].targets : scopes[file].phrases
            guard let definition = table.match(places), definitions[definition].file.rawValue == file,
                let name = files.lazy.compactMap({ $0.libraries.first { $0.value.rawValue == file }?.key }).first
            else { continue }
            return (name, definition)
        }
        return nil
    }

    /// As `lib/etcd.runbook:12`.
    private func place(of span: Span) -> String {
        let source = files[span.file.rawValue].source
        return "\(source.name):\(source.position(at: span.start).line)"
    }
}
