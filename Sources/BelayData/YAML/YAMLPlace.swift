/// A value in a document as a path leads to it.
struct YAMLPlace {
    /// The element or member that the value belongs to; nil for the whole document.
    var entry: YAMLEntry?
    /// The entry's number in the collection around it.
    var position: Int
    var node: YAMLNode
    /// The list or mapping around it.
    var container: YAMLNode?

    var isInFlow: Bool { container?.collection?.isFlow ?? false }

    /// Follows the path as far as there is something; the places from the document on, and the steps that lead on.
    static func find(_ path: YAMLPath, in root: YAMLNode) throws(YAMLEditError) -> (
        places: [YAMLPlace], missing: ArraySlice<YAMLPath.Step>
    ) {
        var places = [YAMLPlace(entry: nil, position: 0, node: root, container: nil)]
        var node = root
        for (count, step) in path.steps.enumerated() {
            let found: Int?
            switch step {
            case .field(let name): found = node.collection?.entries.firstIndex { $0.key.hasSameBytes(as: name) }
            case .index, .selection: found = try node.json.index(at: path, count)
            }
            guard let found, let entry = node.collection?.entries[found] else { return (places, path.steps[count...]) }
            places.append(YAMLPlace(entry: entry, position: found, node: entry.value, container: node))
            node = entry.value
        }
        return (places, [])
    }
}
