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
        // Those that begin alike lie side by side, the shortest first.
        add(forms.sorted { $0.lexicographicallyPrecedes($1) }[...], from: 0)
    }

    /// - Parameter depth: so many bytes of each are above this node.
    private mutating func add(_ forms: ArraySlice<[UInt8]>, from depth: Int) -> Int32 {
        let node = Int32(nodes.count)
        let longer = forms.drop { $0.count == depth }
        var groups: [ArraySlice<[UInt8]>] = []
        var start = longer.startIndex
        for index in longer.indices
        where index + 1 == longer.endIndex || longer[index + 1][depth] != longer[index][depth] {
            groups.append(longer[start...index])
            start = index + 1
        }
        let firstEdge = bytes.count
        nodes.append(
            Node(
                firstEdge: Int32(firstEdge), edgeCount: Int32(groups.count), isEnd: longer.count < forms.count))
        for group in groups { bytes.append(group[group.startIndex][depth]) }
        targets += repeatElement(0, count: groups.count)
        for (index, group) in groups.enumerated() { targets[firstEdge + index] = add(group, from: depth + 1) }
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
