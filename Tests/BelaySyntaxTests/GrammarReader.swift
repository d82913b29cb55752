/// Reads the notation of grammar/belay.ebnf.
struct GrammarReader {
    struct Wrong: Error {
        var message: String
    }

    private let text: [Character]
    private var position = 0

    init(_ text: String) { self.text = Array(text) }

    /// The next rule, or nil at the end.
    mutating func readRule() throws -> (String, Grammar.Node)? {
        skipBlanks()
        guard position < text.count else { return nil }
        let name = readName()
        guard !name.isEmpty, accept("=") else { throw wrong("a rule") }
        let node = try readChoice()
        guard accept(";") else { throw wrong("`;` after `\(name)`") }
        return (name, node)
    }

    private mutating func readChoice() throws -> Grammar.Node {
        var nodes = [try readSequence()]
        while accept("|") { nodes.append(try readSequence()) }
        return nodes.count == 1 ? nodes[0] : .choice(nodes)
    }

    private mutating func readSequence() throws -> Grammar.Node {
        var nodes: [Grammar.Node] = []
        while let node = try readItem() {
            nodes.append(
                accept("-") ? .exclusion(node, try readPrimary() ?? { throw wrong("what is left out") }()) : node)
        }
        guard !nodes.isEmpty else { throw wrong("a symbol") }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func readItem() throws -> Grammar.Node? {
        guard let node = try readPrimary() else { return nil }
        guard accept(".."), case .terminal(let first) = node, case .terminal(let last) = try readPrimary(),
            let from = first.unicodeScalars.first, let to = last.unicodeScalars.first
        else { return node }
        return .range(from, to)
    }

    private mutating func readPrimary() throws -> Grammar.Node? {
        skipBlanks()
        guard position < text.count else { return nil }
        switch text[position] {
        case "\"", "'": return .terminal(try readDelimited(text[position]))
        case "?": return .special(try readDelimited("?").trimmed)
        case "~":
            position += 1
            return .touching
        case "(": return try readBracketed(")") { $0 }
        case "[": return try readBracketed("]") { .optional($0) }
        case "{": return try readBracketed("}") { .repeated($0) }
        case let character where character.isLetter: return .rule(readName())
        default: return nil
        }
    }

    private mutating func readBracketed(
        _ closing: String, _ make: (Grammar.Node) -> Grammar.Node
    ) throws -> Grammar.Node {
        position += 1
        let node = try readChoice()
        guard accept(closing) else { throw wrong("`\(closing)`") }
        return make(node)
    }

    /// The characters up to the same delimiter. Three quotes in single ones need no care: the delimiter differs.
    private mutating func readDelimited(_ delimiter: Character) throws -> String {
        position += 1
        guard let end = text[position...].firstIndex(of: delimiter) else { throw wrong("`\(delimiter)`") }
        defer { position = end + 1 }
        return String(text[position..<end])
    }

    private mutating func readName() -> String {
        let start = position
        while position < text.count, text[position].isLetter || text[position] == "-" { position += 1 }
        return String(text[start..<position])
    }

    private mutating func accept(_ word: String) -> Bool {
        skipBlanks()
        guard text[position...].starts(with: word) else { return false }
        position += word.count
        return true
    }

    private mutating func skipBlanks() {
        while position < text.count {
            if text[position].isWhitespace {
                position += 1
            } else if text[position...].starts(with: "(*") {
                while position < text.count, !text[position...].starts(with: "*)") { position += 1 }
                position = min(position + 2, text.count)
            } else {
                return
            }
        }
    }

    private func wrong(_ wanted: String) -> Wrong {
        let line = text[..<min(position, text.count)].count { $0.isNewline } + 1
        return Wrong(message: "belay.ebnf:\(line): expected \(wanted)")
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
