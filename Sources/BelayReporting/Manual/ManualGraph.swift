import BelaySyntax

/// The phases of a runbook in their order, what handles their failures, and the actions that they call.
struct ManualGraph {
    struct Node: Hashable {
        enum Kind: Hashable {
            case phase
            case handler
            case action
        }

        var kind: Kind
        var title: String
        /// Of an action the worst sign of all that it does.
        var sign: CommandSign?
        /// Where the manual has more about it.
        var anchor: String
        /// The column: phases and handlers first, then each action behind all that call it.
        var column = 0
    }

    struct Edge: Hashable {
        enum Kind: Hashable {
            /// The one comes after the other.
            case next
            case failure
            case call
            /// An undo calls it.
            case undo
        }

        /// Positions of nodes.
        var from: Int
        var to: Int
        var kind: Kind
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []

    init(_ manual: RunbookManual) {
        var actions: [String: Int] = [:]
        var before: Int?
        for (index, part) in manual.parts.enumerated() where part.kind != .statements {
            let node = nodes.count
            let isPhase = part.kind == .phase
            nodes.append(
                Node(
                    kind: isPhase ? .phase : .handler, title: isPhase ? "\(part.number) \(part.title)" : part.title,
                    sign: nil, anchor: "part\(index + 1)"))
            if isPhase {
                if let before { edges.append(Edge(from: before, to: node, kind: .next)) }
                before = node
            }
        }
        for (index, phrase) in manual.phrases.enumerated() where phrase.kind == "action" && actions[phrase.name] == nil
        {
            actions[phrase.name] = nodes.count
            nodes.append(Node(kind: .action, title: phrase.name, sign: phrase.sign, anchor: "phrase\(index + 1)"))
        }
        addCalls(manual, actions)
        addFailures(manual)
        placeInColumns()
        placeUndos()
    }

    private mutating func addCalls(_ manual: RunbookManual, _ actions: [String: Int]) {
        func calls(_ rows: [RunbookManual.Row]) -> [Int] { rows.flatMap(\.calls).compactMap { actions[$0] } }
        var edges: [Edge] = []
        for (node, part) in manual.parts.filter({ $0.kind != .statements }).enumerated() {
            edges += calls(part.rows).map { Edge(from: node, to: $0, kind: .call) }
        }
        for phrase in manual.phrases {
            guard let node = actions[phrase.name] else { continue }
            edges += calls(phrase.rows).map { Edge(from: node, to: $0, kind: .call) }
        }
        for phrase in manual.phrases {
            guard let node = actions[phrase.name], let undo = phrase.undo else { continue }
            edges += calls(undo).map { Edge(from: node, to: $0, kind: .undo) }
        }
        for edge in edges where edge.from != edge.to && !self.edges.contains(edge) { self.edges.append(edge) }
    }

    /// A handler of the whole run is reached from every phase; it is drawn from the last.
    private mutating func addFailures(_ manual: RunbookManual) {
        guard let last = nodes.lastIndex(where: { $0.kind == .phase }) else { return }
        for (index, node) in nodes.enumerated() where node.kind == .handler {
            edges.append(Edge(from: last, to: index, kind: .failure))
        }
    }

    /// Behind the last of those that call it. No phrase calls itself, so this ends.
    private mutating func placeInColumns() {
        var changed = true
        var rounds = 0
        while changed, rounds <= nodes.count {
            changed = false
            rounds += 1
            for edge in edges where edge.kind == .call && nodes[edge.to].column <= nodes[edge.from].column {
                nodes[edge.to].column = nodes[edge.from].column + 1
                changed = true
            }
        }
    }

    /// What only an undo calls is behind the first of them.
    private mutating func placeUndos() {
        for edge in edges where edge.kind == .undo && nodes[edge.to].column == 0 {
            nodes[edge.to].column = nodes[edge.from].column + 1
        }
    }

    /// As Mermaid draws it.
    var mermaid: String {
        var lines = ["flowchart LR"]
        for (index, node) in nodes.enumerated() {
            let sign = node.sign.map { "\($0.rawValue) " } ?? ""
            let title = Self.quoted(sign + node.title)
            switch node.kind {
            case .phase: lines.append("    n\(index)[\(title)]")
            case .handler: lines.append("    n\(index){{\(title)}}")
            case .action: lines.append("    n\(index)(\(title))")
            }
        }
        for edge in edges {
            switch edge.kind {
            case .next: lines.append("    n\(edge.from) ==> n\(edge.to)")
            case .failure: lines.append("    n\(edge.from) -.-> n\(edge.to)")
            case .undo: lines.append("    n\(edge.from) -. undo .-> n\(edge.to)")
            case .call: lines.append("    n\(edge.from) --> n\(edge.to)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Between quotes Mermaid reads `#` and `"` as something else.
    private static func quoted(_ text: String) -> String {
        let shown = PrintableText.make(text).replacing("#", with: "#35;").replacing("\"", with: "#quot;")
            .replacing("<", with: "#lt;").replacing(">", with: "#gt;").replacing("`", with: "#96;")
        return "\"\(shown)\""
    }
}
