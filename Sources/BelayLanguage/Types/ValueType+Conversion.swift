extension ValueType {
    /// A string in the end, although it is checked or used in its own way.
    var isTextual: Bool {
        switch self {
        case .text, .path, .host, .choice: true
        case .number, .flag, .duration, .time, .secret, .record, .list, .any: false
        }
    }

    public var isSecret: Bool {
        switch self {
        case .secret: true
        case .list(let element): element.isSecret
        case .text, .number, .flag, .duration, .time, .path, .host, .record, .choice, .any: false
        }
    }

    /// A value of the other type may be used where this one is expected.
    ///
    /// A value that is only known at run time (`any`) is allowed everywhere and checked when it is reached. A string
    /// may be a path, a host or a secret; whether it is one of a few words is only known when it is read as such.
    public func accepts(_ other: ValueType) -> Bool {
        switch (self, other) {
        case (_, .any), (.any, _): true
        case (.choice(let words), .choice(let others)): others.allSatisfy(words.contains)
        case (.choice, _): false
        case (.text, _), (.path, _), (.host, _): other.isTextual
        case (.secret, _): other.isSecret || other.isTextual
        case (.list(let element), .list(let other)): element.accepts(other)
        case (.number, _), (.flag, _), (.duration, _), (.time, _), (.record, _), (.list, _): self == other
        }
    }

    /// The two can be the same value.
    func isComparable(with other: ValueType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any): true
        case (.choice(let words), .choice(let others)): words.contains(where: others.contains)
        case (.list(let element), .list(let other)): element.isComparable(with: other)
        case (.text, _), (.path, _), (.host, _), (.choice, _): other.isTextual
        case (.number, _), (.flag, _), (.duration, _), (.time, _), (.record, _), (.secret, _), (.list, _):
            self == other
        }
    }

    /// The type of a value that is of one or of the other.
    func joined(with other: ValueType) -> ValueType {
        if self == other { return self }
        if isSecret || other.isSecret { return .secret }
        return switch (self, other) {
        case (.choice(let words), .choice(let others)): .choice(words + others.filter { !words.contains($0) })
        case (.list(let element), .list(let other)): .list(element.joined(with: other))
        default: isTextual && other.isTextual ? .text : .any
        }
    }
}
