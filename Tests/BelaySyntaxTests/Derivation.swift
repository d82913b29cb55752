import BelayTestSupport

/// Derives random texts from a grammar, the same for the same seed.
struct Derivation {
    /// A symbol of the text, or the word that no space comes between two of them.
    enum Piece {
        case token(String, isShell: Bool)
        case touching
    }

    private let grammar: Grammar
    /// How many rules deep the smallest text of each rule is.
    private let heights: [String: Int]
    private var generator: SeededRandom
    private(set) var used: Set<String> = []
    private var depth = 0
    /// How many rules may be followed before the shortest way out is taken.
    private var budget = 0

    /// The texts of `? ... ?`.
    private static let characters = Array("abcxyzAZ019 _-./:@%+~*^,;=<>&|?!#()[]{}\"'`\\$éß日😀").map(String.init)

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        generator = SeededRandom(seed: seed)
        heights = Self.heights(of: grammar)
    }

    /// A text of the rule.
    mutating func text(of rule: String) -> String {
        depth = 0
        budget = 600
        return written(derive(.rule(rule)))
    }

    // MARK: Deriving

    private mutating func derive(_ node: Grammar.Node) -> [Piece] {
        switch node {
        case .terminal(let word): return [.token(word, isShell: false)]
        case .rule(let name): return deriveRule(name)
        case .sequence(let nodes): return nodes.flatMap { derive($0) }
        case .choice(let nodes): return derive(pick(nodes))
        case .optional(let inner): return isTired || generator.onceIn(2) ? [] : derive(inner)
        case .repeated(let inner):
            return (0..<(isTired ? 0 : generator.below(4))).flatMap { _ in derive(inner) }
        case .exclusion(let inner, let excluded): return derive(inner, without: excluded)
        case .range(let first, let last):
            let value = first.value + UInt32(generator.below(Int(last.value - first.value) + 1))
            return [.token(String(Unicode.Scalar(value) ?? first), isShell: false)]
        case .special(let words): return [.token(special(words), isShell: false)]
        case .touching: return [.touching]
        }
    }

    private var isTired: Bool { depth > 40 || budget < 0 }

    private mutating func deriveRule(_ name: String) -> [Piece] {
        guard let node = grammar.rules[name] else { preconditionFailure("no rule is called \(name)") }
        used.insert(name)
        depth += 1
        budget -= 1
        defer { depth -= 1 }
        let pieces = derive(node)
        guard Grammar.isLexical(name) else { return pieces }
        return [.token(Self.joined(pieces), isShell: name == "SHELL-LINE")]
    }

    private mutating func derive(_ node: Grammar.Node, without excluded: Grammar.Node) -> [Piece] {
        for _ in 0..<100 {
            let pieces = derive(node)
            if !grammar.matches(excluded, Array(Self.joined(pieces))) { return pieces }
        }
        preconditionFailure("\(node) is nearly all of \(excluded)")
    }

    private mutating func pick(_ nodes: [Grammar.Node]) -> Grammar.Node {
        guard isTired else { return generator.pick(nodes) }
        let lowest = nodes.map(height).min() ?? 0
        return generator.pick(nodes.filter { height($0) == lowest })
    }

    private mutating func special(_ words: String) -> String {
        switch words {
        case "a line end": return "\n"
        case "a line end, with a comment before it or without":
            return generator.onceIn(5) ? " # it's \"a comment\n" : "\n"
        case "a character of a line": return generator.pick(Self.characters)
        case "the number of a character in hexadecimal, not zero":
            return generator.pick(["a", "41", "E9", "1F600", "10FFFF"])
        default: preconditionFailure("nothing is known of ? \(words) ?")
        }
    }

    private static func joined(_ pieces: [Piece]) -> String {
        pieces.map { piece in
            switch piece {
            case .token(let text, _): text
            case .touching: ""
            }
        }.joined()
    }

    // MARK: Heights

    private func height(_ node: Grammar.Node) -> Int { Self.height(node, heights) }

    private static func heights(of grammar: Grammar) -> [String: Int] {
        var heights: [String: Int] = [:]
        while true {
            var next = heights
            for (name, node) in grammar.rules {
                let height = height(node, heights)
                if height < unknown { next[name] = height + 1 }
            }
            if next == heights { return heights }
            heights = next
        }
    }

    private static let unknown = 1_000_000

    private static func height(_ node: Grammar.Node, _ heights: [String: Int]) -> Int {
        switch node {
        case .rule(let name): heights[name] ?? unknown
        case .sequence(let nodes): nodes.map { height($0, heights) }.max() ?? 0
        case .choice(let nodes): nodes.map { height($0, heights) }.min() ?? 0
        case .exclusion(let inner, _): height(inner, heights)
        case .terminal, .optional, .repeated, .range, .special, .touching: 0
        }
    }

    // MARK: Writing

    /// The symbols with spaces between them, as the grammar's first comment says.
    private mutating func written(_ pieces: [Piece]) -> String {
        var text = ""
        var brackets: [String] = []
        var last: Piece?
        for piece in pieces {
            guard case .token(let word, let isShell) = piece else {
                last = piece
                continue
            }
            let isBracketed = brackets.last == "(" || brackets.last == "["
            text += separator(last, isShell ? "" : word, isBracketed: isBracketed) + word
            if !isShell, ["(", "[", "{"].contains(word) { brackets.append(word) }
            if !isShell, [")", "]", "}"].contains(word) { brackets.removeLast() }
            last = piece
        }
        return text
    }

    private mutating func separator(_ last: Piece?, _ next: String, isBracketed: Bool) -> String {
        guard case .token(let word, let isShell) = last else { return "" }
        let mayTouch =
            [":", ",", ")", "]", "{", "}"].contains(next) || ["(", "[", "{", "}"].contains(word) || next.first == "\n"
        let isBeforeCommand = !isShell && ["?", "$", "!", "via"].contains(word)
        if mayTouch, !isBeforeCommand, generator.onceIn(2) { return "" }
        switch generator.below(12) {
        case 0: return " \\\n  "
        case 1 where isBracketed && !isBeforeCommand: return "\n    "
        case 2: return "  \t"
        default: return " "
        }
    }
}
