/// A value and its place in the text.
struct YAMLNode: Sendable {
    indirect enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence(YAMLCollection)
        case mapping(YAMLCollection)
    }

    var content: Content
    /// In bytes. An absent value has an empty range after its indicator.
    var range: Range<Int>

    var json: DataValue {
        switch content {
        case .scalar(let scalar): scalar.value
        case .sequence(let sequence): .array(sequence.entries.map(\.value.json))
        case .mapping(let mapping): .object(mapping.members)
        }
    }

    /// Of a scalar that a key may be: as it is written, without its quotes.
    var keyText: String? {
        if case .scalar(let scalar) = content { scalar.text } else { nil }
    }

    /// Nothing is written.
    static func absent(at offset: Int) -> YAMLNode {
        YAMLNode(content: .scalar(YAMLScalar(style: .absent, value: .null)), range: offset..<offset)
    }

    var collection: YAMLCollection? {
        switch content {
        case .scalar: nil
        case .sequence(let collection), .mapping(let collection): collection
        }
    }

    var isBlockCollection: Bool { collection.map { !$0.isFlow } ?? false }

    /// YAML 1.1 and 1.2 read the same value.
    var isUnambiguous: Bool {
        switch content {
        case .scalar(let scalar): scalar.isUnambiguous
        case .sequence(let collection), .mapping(let collection): collection.entries.allSatisfy(\.value.isUnambiguous)
        }
    }
}

struct YAMLScalar: Sendable {
    enum Style: Sendable {
        case absent
        case plain
        case quoted
        /// Literal or folded: the lines below the indicator.
        case block
        /// The value of an anchor, whatever that is.
        case alias
    }

    var style: Style
    var value: DataValue
    var isUnambiguous = true
    /// As it is written, without quotes; nil for what is absent, and for an alias of a list or a mapping.
    var text: String?
}

/// A list or a mapping.
struct YAMLCollection: Sendable {
    var isFlow: Bool
    /// The column of the dashes or keys of a block, in bytes.
    var column: Int
    var entries: [YAMLEntry]

    /// As a mapping. What `<<` merges comes first; a member of its own wins, and of two merged ones the first.
    var members: DataValue.Object {
        guard entries.contains(where: \.isMerge) else {
            return DataValue.Object(
                unchecked: entries.map { DataValue.Object.Member(key: $0.key, value: $0.value.json) })
        }
        var members = JSONMembers()
        for entry in entries where entry.isMerge {
            let merged = entry.value.json
            for object in (merged.array ?? [merged]).reversed() {
                for member in object.object?.members ?? [] { members.add(member.key, member.value) }
            }
        }
        for entry in entries where !entry.isMerge { members.add(entry.key, entry.value.json) }
        return members.object
    }
}

/// An element of a list or a member of a mapping.
struct YAMLEntry: Sendable {
    /// Empty in a list.
    var key: String
    /// The offset of the key or the dash; in a flow list that of the value.
    var start: Int
    /// The offset after the colon or the dash; in a flow list that of the value.
    var indicatorEnd: Int
    var value: YAMLNode
    /// The key is `<<`, without quotes: the members of the value belong to the mapping around it.
    var isMerge = false

    var end: Int { value.range.upperBound }
}
