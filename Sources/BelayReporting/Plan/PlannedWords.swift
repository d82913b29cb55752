import BelayRuntime
import BelaySyntax

/// A word that another element of a loop has in place of one.
struct WordDifference: Hashable, Sendable {
    var word: String
    var other: String
}

/// All that a plan says of one element of a loop, as words and what is between them, so that two elements can be compared.
struct PlannedWords {
    private enum Word: Hashable {
        /// The element's own name.
        case label
        case word(Substring)
        case other(Substring)
    }

    private var words: [Word] = []
    private let label: String
    private let depth: Int

    /// - Parameter step: of the element; what is within it has its number before its own.
    init(_ events: some Sequence<RunEvent>, of step: StepPath, label: String) {
        self.label = label
        depth = step.components.count
        for event in events { add(event) }
    }

    /// The words that the other has in place of those here: each always the same one. Nil if the two differ in more than
    /// some words.
    func differences(to other: PlannedWords) -> [WordDifference]? {
        guard words.count == other.words.count else { return nil }
        var (theirs, ours): ([Substring: Substring], [Substring: Substring]) = ([:], [:])
        var found: [WordDifference] = []
        for (mine, yours) in zip(words, other.words) {
            guard case .word(let from) = mine, case .word(let to) = yours else {
                if mine == yours { continue }
                return nil
            }
            guard theirs[from, default: to] == to, ours[to, default: from] == from else { return nil }
            if theirs[from] == nil, from != to { found.append(WordDifference(word: String(from), other: String(to))) }
            if found.count > Self.most { return nil }
            theirs[from] = to
            ours[to] = from
        }
        return found
    }

    /// With more of them the two are no longer the same to a reader.
    private static let most = 3

    private mutating func add(_ event: RunEvent) {
        if let step = event.step { add(step) }
        switch event {
        case .stepStarted(let start):
            add(start.kind.rawValue)
            add(start.title.shown)
            if let effect = start.effect { add(effect) }
        case .said(_, let message): add(message)
        case .questionAsked(let question): add(question.heading + question.text.shown)
        case .handlerStarted(let start): add(start.reason.rawValue + " " + start.title.shown)
        case .branchStarted(let start):
            for text in [start.title].compactMap(\.self) + start.conditions { add(text.shown) }
        case .stepFinished(let end):
            if case .failed(let failure) = end.ending { add(failure.message + "\n" + failure.output) }
        case .branchEnded, .strandStarted, .strandEnded, .runStarted, .stepOutput, .awaitObserved, .questionAnswered,
            .runFinished:
            break
        }
    }

    private mutating func add(_ effect: CommandEffect) {
        add(effect.sign.rawValue + effect.location.shown)
        for row in OutlineLayout().details(of: effect, isPlan: true) { add(row.text) }
    }

    private mutating func add(_ message: Message) {
        switch message {
        case .plain(let text), .difference(let text), .pointOfNoReturn(let text), .recovered(let text),
            .noted(let text), .batch(let text):
            add(text)
        }
    }

    /// Numbers are no words: those of two elements are the same anyway.
    private mutating func add(_ step: StepPath) {
        for component in step.components.dropFirst(depth) {
            switch component {
            case .ordinal(let number): words.append(.other(".\(number)"))
            case .attempt(let number): words.append(.other("~\(number)"))
            case .undo: words.append(.other(".undo"))
            case .element(_, let label): add(label)
            }
        }
        words.append(.other(""))
    }

    /// One field: its words, and an end that no text has.
    private mutating func add(_ text: String) {
        var rest = text[...]
        var isInside = false
        while let first = rest.first {
            if !isInside, !label.isEmpty, rest.hasPrefix(label) {
                let after = rest.dropFirst(label.count)
                if after.first?.isOfWord != true || label.last?.isOfWord != true {
                    words.append(.label)
                    rest = after
                    continue
                }
            }
            guard first.isOfWord else {
                words.append(.other(rest.prefix(1)))
                rest = rest.dropFirst()
                isInside = false
                continue
            }
            let word = rest.prefix { $0.isOfWord }
            words.append(.word(word))
            rest = rest[word.endIndex...]
            isInside = true
        }
        words.append(.other(""))
    }
}

extension Character {
    fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}
