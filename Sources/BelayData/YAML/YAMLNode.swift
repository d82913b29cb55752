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
        case .mapping(let mapping):
            .object(
                DataValue.Object(
                    unchecked: mapping.entries.map { DataValue.Object.Member(key: $0.key, value: $0.value.json) }))
        }
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
    }

    var style: Style
    var value: DataValue
    var isUnambiguous = true
}

/// A list or a mapping.
struct YAMLCollection: Sendable {
    var isFlow: Bool
    /// The column of the dashes or keys of a block, in bytes.
    var column: Int
    var entries: [YAMLEntry]
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

    var end: Int { value.range.upperBound }
}
