/// The written forms of each unit as a tree of bytes, all of them in one place: a secret is then a row of roots.
struct FormTrees {
    /// A node's edges lie side by side.
    private struct Node {
        var firstEdge: Int32
        var edgeCount: Int32
        /// A form ends here.
        var isEnd: Bool
    }

    private var nodes: [Node] = []
    private var bytes: [UInt8] = []
    private var targets: [Int32] = []
    private var roots: [SecretUnit: Int32] = [:]

    /// The root of a unit's tree, which is made when it is first asked for.
    mutating func root(of unit: SecretUnit) -> Int32 {
        if let root = roots[unit] { return root }
        let root = add(unit.forms)
        roots[unit] = root
        return root
    }

    private mutating func add(_ forms: [[UInt8]]) -> Int32 {
        let node = Int32(nodes.count)
        var rests: [UInt8: [[UInt8]]] = [:]
        for form in forms {
            if let first = form.first { rests[first, default: []].append(Array(form.dropFirst())) }
        }
        let firstEdge = bytes.count
        let following = rests.keys.sorted()
        nodes.append(
            Node(
                firstEdge: Int32(firstEdge), edgeCount: Int32(following.count),
                isEnd: forms.contains(where: \.isEmpty)))
        bytes += following
        targets += Array(repeating: 0, count: following.count)
        for (index, byte) in following.enumerated() { targets[firstEdge + index] = add(rests[byte] ?? []) }
        return node
    }

    func isEnd(_ node: Int32) -> Bool { nodes[Int(node)].isEnd }

    /// True if a form continues here.
    func continues(_ node: Int32) -> Bool { nodes[Int(node)].edgeCount > 0 }

    /// Nil when no form has this byte next.
    func node(after node: Int32, _ byte: UInt8) -> Int32? {
        let place = nodes[Int(node)]
        for edge in Int(place.firstEdge)..<Int(place.firstEdge + place.edgeCount) where bytes[edge] == byte {
            return targets[edge]
        }
        return nil
    }

    func following(_ node: Int32) -> [(byte: UInt8, node: Int32)] {
        let place = nodes[Int(node)]
        return (Int(place.firstEdge)..<Int(place.firstEdge + place.edgeCount)).map { (bytes[$0], targets[$0]) }
    }
}
