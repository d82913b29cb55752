import BelayLanguage
import BelaySyntax

/// Finds out whether a secret is written in a text, as far as its words show: the text need not be valid, and is not
/// run.
struct TypedSecrets {
    private let words: TypedWords
    /// The names of the types that hold one.
    private let types: Set<String>
    /// The names that are not a part of a secret after a `$`.
    private let names: Set<String>

    /// - Parameters:
    ///   - types: those that are defined elsewhere.
    ///   - names: those that are set elsewhere.
    init(_ text: String, types definitions: [TypeDefinitionSyntax], names: Set<String>) {
        words = TypedWords(text)
        let known = names.union(words.boundNames).union(["run", "failure"])
        // A name that is set to a written value counts as written.
        self.names = known.subtracting(words.namesOfWritten(besides: known)).union(names)
        types = Self.types(definitions.map { ($0.name.text, $0.type.elementName) } + words.typeDefinitions)
    }

    /// `secret`, and what `type` calls so.
    private static func types(_ definitions: [(name: String, element: String)]) -> Set<String> {
        var types: Set = ["secret"]
        while true {
            let found = types.union(definitions.filter { types.contains($0.element) }.map(\.name))
            if found == types { return types }
            types = found
        }
    }

    /// - Parameter phrases: those defined elsewhere; its own are known by its words.
    func areWritten(with phrases: [Phrase]) -> Bool {
        if words.indices.contains(where: { isBound(at: $0, with: phrases) }) || areGivenBack { return true }
        let takers = phrases.map { SecretTaker($0.signature) } + words.indices.compactMap { ownTaker(at: $0) }
        return takers.contains { $0.takesSecret && isGiven(to: $0) }
    }

    private func isWritten(_ range: Range<Int>) -> Bool { words.isWritten(range, besides: names) }

    /// The type of a name, a parameter or an option begins there, and its value is written after it.
    private func isBound(at index: Int, with phrases: [Phrase]) -> Bool {
        guard let name = nameOfBoundType(at: index), types.contains(words.typeName(at: name)) else { return false }
        if words.kind(at: name + 1) == .equals {
            let value = words.rest(from: name + 2)
            return isWritten(value) && !isGiven(value, by: phrases)
        }
        // In a `let` only the value can be meant.
        let before = words.kind(at: index) == .colon ? index - 2 : index - 1
        return before >= 0 && words.isWord("let", at: before) && isWritten(words.rest(from: name + 1))
    }

    /// It is a phrase that gives a secret, with only names in the places of secrets.
    private func isGiven(_ value: Range<Int>, by phrases: [Phrase]) -> Bool {
        phrases.contains { phrase in
            guard phrase.signature.gives?.holdsSecret == true else { return false }
            let found = fit(SecretTaker(phrase.signature).items, from: value.lowerBound)
            return found.end == value.upperBound && !found.secrets.contains(where: isWritten)
        }
    }

    /// The items that are there one by one: the elements in the places of secrets, and the end if all items are there.
    private func fit(_ items: [SecretTaker.Item], from start: Int) -> (secrets: [Range<Int>], end: Int?) {
        var (index, secrets) = (start, [Range<Int>]())
        for item in items {
            switch item {
            case .word(let word):
                guard words.isWord(word, at: index) else { return (secrets, nil) }
                index += 1
            case .placeholder(let isSecret):
                let element = words.element(at: index)
                if element.isEmpty { return (secrets, nil) }
                if isSecret { secrets.append(element) }
                index = element.upperBound
            }
        }
        return (secrets, index)
    }

    /// After a colon; without a space after it, both are one word.
    private func nameOfBoundType(at index: Int) -> Int? {
        switch words.kind(at: index) {
        case .colon: words.nameOfType(at: index + 1)
        case .word where words.text(at: index).contains(":"): index
        default: nil
        }
    }

    /// A phrase of its own gives one that is written in it.
    private var areGivenBack: Bool {
        let gives = words.indices.contains { index in
            words.isWord("gives", at: index) && types.contains(words.text(at: words.nameOfType(at: index + 1)))
        }
        return gives
            && words.indices.contains { words.isWord("give", at: $0) && isWritten(words.rest(from: $0 + 1)) }
    }

    private func isGiven(to taker: SecretTaker) -> Bool {
        words.indices.contains { start in
            let secrets = fit(taker.items, from: start).secrets
            return secrets.contains { !isHole(at: $0.lowerBound) && isWritten($0) }
                || taker.options.contains { isGiven(toOption: $0, at: start) }
        }
    }

    /// Of a definition.
    private func isHole(at index: Int) -> Bool {
        words.kind(at: index) == .leftParenthesis && words.kind(at: index + 2) == .colon
    }

    private func isGiven(toOption name: String, at index: Int) -> Bool {
        guard words.isWord(name, at: index), words.kind(at: index + 1) == .equals else { return false }
        // There a name gets a value that is its own.
        if index > 0, ["let", "type", "set", "append"].contains(words.text(at: index - 1)) { return false }
        return isWritten(words.element(at: index + 2))
    }

    /// The places for secrets in the definition that begins there.
    private func ownTaker(at start: Int) -> SecretTaker? {
        guard ["action", "probe", "target"].contains(words.text(at: start)) else { return nil }
        var taker = SecretTaker()
        var index = start + 1
        while true {
            let isSecret = types.contains(words.text(at: words.nameOfType(at: index + 3)))
            switch words.kind(at: index) {
            case .word where words.text(at: index) != "gives": taker.items.append(.word(words.text(at: index)))
            case .leftParenthesis: taker.items.append(.placeholder(isSecret: isSecret))
            case .leftBracket: if isSecret { taker.options.append(words.text(at: index + 1)) }
            default: return taker
            }
            index = words.element(at: index).upperBound
        }
    }
}

/// The places of a phrase that take secrets.
private struct SecretTaker {
    enum Item: Hashable {
        case word(String)
        case placeholder(isSecret: Bool)
    }

    var items: [Item] = []
    /// Those of its options that are secrets.
    var options: [String] = []

    var takesSecret: Bool { !options.isEmpty || items.contains(.placeholder(isSecret: true)) }
}

extension SecretTaker {
    init(_ signature: Signature) {
        items = signature.items.map { item in
            switch item {
            case .word(let word): .word(word)
            case .placeholder(let placeholder): .placeholder(isSecret: placeholder.type.holdsSecret)
            }
        }
        options = signature.options.filter(\.type.holdsSecret).map(\.name)
    }
}

extension TypedWords {
    /// The name of a type, also after a name and a colon in the same word.
    fileprivate func typeName(at index: Int) -> String {
        text(at: index).split(separator: ":").last.map(String.init) ?? ""
    }

    fileprivate var typeDefinitions: [(name: String, element: String)] {
        indices.filter { isWord("type", at: $0) && kind(at: $0 + 2) == .equals }
            .map { (text(at: $0 + 1), text(at: nameOfType(at: $0 + 3))) }
    }
}

extension TypeSyntax {
    /// The innermost element type of a list, or the type itself; a choice has no name.
    fileprivate var elementName: String {
        switch kind {
        case .name(let name): name.text
        case .list(let element): element.elementName
        case .choice: ""
        }
    }
}

extension ValueType {
    fileprivate var holdsSecret: Bool {
        switch self {
        case .secret: true
        case .list(let element): element.holdsSecret
        case .text, .number, .flag, .duration, .time, .path, .host, .record, .choice, .any: false
        }
    }
}
