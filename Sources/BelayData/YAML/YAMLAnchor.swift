/// What an anchor names: `&name`, used again as `*name`.
struct YAMLAnchor: Sendable {
    var value: DataValue
    /// As a key it would be this.
    var text: String?
    /// How many values it has, itself included.
    var size: Int
    /// How many collections lie in each other.
    var height: Int
}

/// The meaning of a tag. Those of programs are refused: nobody else knows what they make of a value.
enum YAMLTag: String, Sendable {
    case str
    case int
    case float
    case bool
    case null
    case seq
    case map

    /// `!!str`, `!<tag:yaml.org,2002:str>`, or `!`, which says that a scalar is a string.
    init?(written: String) {
        let name: Substring? =
            if written.hasPrefix("!!") {
                written.dropFirst(2)
            } else if written.hasPrefix("!<tag:yaml.org,2002:"), written.hasSuffix(">") {
                written.dropFirst("!<tag:yaml.org,2002:".count).dropLast()
            } else {
                nil
            }
        guard let name, let tag = YAMLTag(rawValue: String(name)) else { return nil }
        self = tag
    }
}

/// What is before a value: `&anchor` and `!!tag`, in any order.
struct YAMLProperties {
    var start: Int
    var anchor: String?
    /// As it is written.
    var tag: String?

    var isEmpty: Bool { anchor == nil && tag == nil }
}
