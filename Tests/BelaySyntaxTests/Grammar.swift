/// A grammar as grammar/belay.ebnf writes it.
struct Grammar: Sendable {
    indirect enum Node: Hashable, Sendable {
        case terminal(String)
        case rule(String)
        case sequence([Node])
        case choice([Node])
        case optional(Node)
        case repeated(Node)
        case exclusion(Node, Node)
        case range(Unicode.Scalar, Unicode.Scalar)
        /// `? ... ?`
        case special(String)
        /// `~`
        case touching
    }

    /// In the order of the file.
    var names: [String] = []
    var rules: [String: Node] = [:]

    /// Rules in capitals make one token: their symbols touch.
    static func isLexical(_ name: String) -> Bool { name.first?.isUppercase == true }

    init(_ text: String) throws {
        var reader = GrammarReader(text)
        while let (name, node) = try reader.readRule() {
            guard rules[name] == nil else { throw GrammarReader.Wrong(message: "`\(name)` is defined twice") }
            names.append(name)
            rules[name] = node
        }
    }

    /// The names that a node speaks of.
    static func references(in node: Node) -> Set<String> {
        switch node {
        case .rule(let name): [name]
        case .sequence(let nodes), .choice(let nodes): nodes.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .optional(let inner), .repeated(let inner): references(in: inner)
        case .exclusion(let inner, let excluded): references(in: inner).union(references(in: excluded))
        case .terminal, .range, .special, .touching: []
        }
    }

    /// The offsets at which a match of the node that begins at `start` can end.
    func ends(of node: Node, in text: [Character], from start: Int) -> Set<Int> {
        switch node {
        case .terminal(let word): text[start...].starts(with: word) ? [start + word.count] : []
        case .rule(let name): rules[name].map { ends(of: $0, in: text, from: start) } ?? []
        case .sequence(let nodes):
            nodes.reduce([start]) { starts, node in
                starts.reduce(into: []) { $0.formUnion(ends(of: node, in: text, from: $1)) }
            }
        case .choice(let nodes): nodes.reduce(into: []) { $0.formUnion(ends(of: $1, in: text, from: start)) }
        case .optional(let inner): ends(of: inner, in: text, from: start).union([start])
        case .repeated(let inner): endsOfRepetition(inner, in: text, from: start)
        case .exclusion(let inner, let excluded):
            ends(of: inner, in: text, from: start).filter { end in
                !matches(excluded, Array(text[start..<end]))
            }
        case .range(let first, let last):
            start < text.count && text[start].unicodeScalars.first.map { $0 >= first && $0 <= last } == true
                ? [start + 1] : []
        case .special: start < text.count ? [start + 1] : []
        case .touching: [start]
        }
    }

    private func endsOfRepetition(_ node: Node, in text: [Character], from start: Int) -> Set<Int> {
        var all: Set<Int> = [start]
        var fresh: Set<Int> = [start]
        while !fresh.isEmpty {
            let next = fresh.reduce(into: Set<Int>()) { $0.formUnion(ends(of: node, in: text, from: $1)) }
            fresh = next.subtracting(all)
            all.formUnion(fresh)
        }
        return all
    }

    /// Whether a whole text is one of the node's.
    func matches(_ node: Node, _ text: [Character]) -> Bool { ends(of: node, in: text, from: 0).contains(text.count) }
}
