import BelayRuntime

/// The steps of a run as an outline: each beneath the step that it belongs to, the elements of a loop side by side however
/// they ran.
struct StepTree {
    struct Node {
        enum Content {
            /// The position of the step among those of the run.
            case step(Int)
            /// What belongs to one element of a loop, or to one attempt, by its name.
            case group(String)
        }

        var content: Content
        var children: [Int] = []
        /// It belongs to an element or an attempt, or to a step that does.
        var isInGroup: Bool
    }

    private(set) var nodes: [Node] = []
    private(set) var roots: [Int] = []
    private var places: [StepPath: Int] = [:]

    init(_ steps: [ReportedRun.Step]) {
        for (index, step) in steps.enumerated() {
            let parent = parent(of: step.path)
            let node = add(.step(index), beneath: parent)
            places[step.path] = node
        }
    }

    func isInGroup(_ node: Int) -> Bool { nodes[node].isInGroup }

    /// Calls the body with each node, the outermost first.
    func forEach(from node: Int, _ body: (Int) -> Void) {
        body(node)
        for child in nodes[node].children { forEach(from: child, body) }
    }

    /// The steps at a node and beneath it, by their positions.
    func steps(from node: Int) -> [Int] {
        var found: [Int] = []
        forEach(from: node) { if case .step(let index) = nodes[$0].content { found.append(index) } }
        return found
    }

    private mutating func add(_ content: Node.Content, beneath parent: Int?) -> Int {
        let isInGroup = parent.map { nodes[$0].isInGroup || nodes[$0].isGroup } ?? false
        nodes.append(Node(content: content, isInGroup: isInGroup))
        if let parent { nodes[parent].children.append(nodes.count - 1) } else { roots.append(nodes.count - 1) }
        return nodes.count - 1
    }

    /// The node of the nearest step around, with a group for the element or the attempt between them.
    private mutating func parent(of path: StepPath) -> Int? {
        let components = path.components
        for length in stride(from: components.count - 1, to: 0, by: -1) {
            let around = StepPath(Array(components.prefix(length)))
            if let node = places[around] { return node }
            guard let name = around.components.last?.groupName else { continue }
            let node = add(.group(name), beneath: parent(of: around))
            places[around] = node
            return node
        }
        return nil
    }
}

extension StepTree.Node {
    fileprivate var isGroup: Bool { if case .group = content { true } else { false } }
}

extension StepPath.Component {
    /// Of one that no step of its own stands for.
    fileprivate var groupName: String? {
        switch self {
        case .element(_, let label): label.isEmpty ? "[]" : label
        case .attempt(let number): "attempt \(number)"
        case .ordinal, .undo: nil
        }
    }
}
