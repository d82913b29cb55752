/// The phrases in one scope, found by the words and placeholders at their places.
///
/// A trie: an edge is a word or a placeholder. A word in a call can take either, so a lookup walks the set of nodes it
/// may be in. Of the phrases it ends in, the one whose words are a superset of all others' wins; adding a phrase makes
/// sure that there is one.
struct PhraseTable<Entry: Sendable>: Sendable {
    /// One place of a call or of a signature: a word, or `nil` for anything that only a placeholder can take.
    typealias Place = String?

    private struct Node: Sendable {
        var words = Words()
        var placeholder: Int?
        var entry: Int?
    }

    /// The nodes that words lead to from one node. Only one word can follow most nodes, for which a dictionary would be
    /// too much.
    private struct Words: Sendable {
        private var first: (word: String, node: Int)?
        private var others: [String: Int] = [:]

        subscript(word: String) -> Int? {
            if let first, first.word == word { return first.node }
            return others.isEmpty ? nil : others[word]
        }

        var nodes: [Int] { (first.map { [$0.node] } ?? []) + others.values }

        mutating func add(_ word: String, to node: Int) {
            if first == nil { first = (word, node) } else { others[word] = node }
        }
    }

    private struct Row: Sendable {
        var places: [Place]
        var entry: Entry
    }

    private var nodes = [Node()]
    private var rows: [Row] = []

    var entries: [Entry] { rows.map(\.entry) }

    /// For this many phrases, most of which share their first words.
    mutating func reserveCapacity(_ count: Int) {
        rows.reserveCapacity(count)
        nodes.reserveCapacity(count * 3)
    }

    /// Adds a phrase, or returns an existing one that some call could mean as well as the new one.
    mutating func add(_ places: [Place], _ entry: Entry) -> Entry? {
        if let rival = rival(of: places) { return rows[rival].entry }
        var node = 0
        for place in places { node = edge(from: node, along: place) }
        nodes[node].entry = rows.count
        rows.append(Row(places: places, entry: entry))
        return nil
    }

    /// The phrase that a call means; a place that is not a plain word is `nil`.
    func match(_ places: [Place]) -> Entry? {
        var reached = [0]
        for place in places {
            var next: [Int] = []
            for node in reached {
                if let place, let along = nodes[node].words[place] { next.append(along) }
                if let placeholder = nodes[node].placeholder { next.append(placeholder) }
            }
            if next.isEmpty { return nil }
            reached = next
        }
        let found = reached.compactMap { nodes[$0].entry }
        return found.max { wordCount($0) < wordCount($1) }.map { rows[$0].entry }
    }

    private func wordCount(_ row: Int) -> Int { rows[row].places.count { $0 != nil } }

    private mutating func edge(from node: Int, along place: Place) -> Int {
        if let known = place.map({ nodes[node].words[$0] }) ?? nodes[node].placeholder { return known }
        nodes.append(Node())
        let added = nodes.count - 1
        if let place { nodes[node].words.add(place, to: added) } else { nodes[node].placeholder = added }
        return added
    }

    // MARK: - Ties

    /// The relation between the words of two signatures, so far.
    private struct Walk {
        var node: Int
        /// The new one has a word where the other has a placeholder.
        var hasMore = false
        /// The other way round.
        var hasLess = false

        func moved(to node: Int, hasMore more: Bool = false, hasLess less: Bool = false) -> Walk {
            Walk(node: node, hasMore: hasMore || more, hasLess: hasLess || less)
        }
    }

    private func rival(of places: [Place]) -> Int? {
        var walks = [Walk(node: 0)]
        for place in places {
            var next: [Walk] = []
            for walk in walks {
                if let place {
                    if let along = nodes[walk.node].words[place] { next.append(walk.moved(to: along)) }
                    if let placeholder = nodes[walk.node].placeholder {
                        next.append(walk.moved(to: placeholder, hasMore: true))
                    }
                } else {
                    for along in nodes[walk.node].words.nodes { next.append(walk.moved(to: along, hasLess: true)) }
                    if let placeholder = nodes[walk.node].placeholder { next.append(walk.moved(to: placeholder)) }
                }
            }
            walks = next
        }
        return walks.compactMap { walk in walk.hasMore == walk.hasLess ? nodes[walk.node].entry : nil }.min()
    }
}
