extension Signature {
    /// As people read it: `backup etcd (which) on (node) [to]`.
    public var text: String {
        (items.map(\.text) + options.map { "[\($0.name)]" }).joined(separator: " ")
    }

    /// With types and defaults: `backup etcd (which: which) on (node: host) [to: path] gives text`.
    public var fullText: String {
        var parts = items.map { item in
            switch item {
            case .word(let word): word
            case .placeholder(let placeholder): "(\(placeholder.name): \(placeholder.typeName))"
            }
        }
        parts += options.map { option in
            "[\(option.name): \(option.typeName)\(option.defaultValue.map { " = \($0.source)" } ?? "")]"
        }
        if let gives { parts.append("gives \(gives.name)") }
        return parts.joined(separator: " ")
    }

    var placeholders: [Placeholder] {
        items.compactMap { item in
            switch item {
            case .word: nil
            case .placeholder(let placeholder): placeholder
            }
        }
    }
}

extension Signature.Item {
    public var text: String {
        switch self {
        case .word(let word): word
        case .placeholder(let placeholder): "(\(placeholder.name))"
        }
    }

    var word: String? {
        switch self {
        case .word(let word): word
        case .placeholder: nil
        }
    }
}
