import BelayLanguage
import BelaySource
import BelaySyntax

/// Whether a secret stands in a text, as far as its words show: it need not check, and need not be carried out.
struct TypedSecrets {
    private let words: [(token: Token, text: String)]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let tokens = Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: bytes)).tokens
        words = tokens.filter { !$0.isTrivia }
            .map { ($0, String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)) }
    }

    func stand(with phrases: [Phrase]) -> Bool {
        if isBound { return true }
        return phrases.contains { isGiven(to: $0.signature) }
    }

    /// A name, a parameter or an option of the type gets its value.
    private var isBound: Bool {
        for (index, word) in words.enumerated() where word.token.kind == .word && word.text == "secret" {
            guard index > 0, words[index - 1].token.kind == .colon || words[index - 1].text == "of" else { continue }
            if index + 1 < words.count, words[index + 1].token.kind == .equals { return true }
        }
        return false
    }

    private func isGiven(to signature: Signature) -> Bool {
        let options = signature.options.filter(\.type.holdsSecret).map(\.name)
        let holdsSecret = signature.items.contains { $0.hole?.type.holdsSecret == true }
        if options.isEmpty, !holdsSecret { return false }
        return words.indices.contains { start in
            (holdsSecret && isGiven(to: signature.items, from: start))
                || options.contains { isGiven(toOption: $0, at: start) }
        }
    }

    /// The items stand there one by one, as far as the text goes, and in the place of a secret something else than a name.
    private func isGiven(to items: [Signature.Item], from start: Int) -> Bool {
        var isGiven = false
        for (index, item) in zip(words.indices[start...], items) {
            switch item {
            case .word(let wanted): if words[index].text != wanted { return false }
            case .hole(let hole): if hole.type.holdsSecret, isValue(at: index) { isGiven = true }
            }
        }
        return isGiven
    }

    /// Written out: no name, and no hole of a definition.
    private func isValue(at index: Int) -> Bool {
        switch words[index].token.kind {
        case .variable: false
        case .leftParenthesis: !(index + 2 < words.count && words[index + 2].token.kind == .colon)
        default: true
        }
    }

    private func isGiven(toOption name: String, at index: Int) -> Bool {
        guard index + 2 < words.count, words[index].text == name else { return false }
        return words[index + 1].token.kind == .equals && isValue(at: index + 2)
    }
}

extension Signature.Item {
    fileprivate var hole: Signature.Hole? {
        if case .hole(let hole) = self { hole } else { nil }
    }
}

extension ValueType {
    fileprivate var holdsSecret: Bool {
        switch self {
        case .secret: true
        case .list(let element): element.holdsSecret
        case .text, .number, .flag, .duration, .path, .host, .record, .choice, .any: false
        }
    }
}
