import BelayLanguage

/// How a list is cut into batches.
enum BatchSizes: Sendable {
    /// One size for each batch; the last repeats.
    case known([BatchSize])
    /// A plan does not know them: all are shown as one batch, behind which another may come.
    case unknown

    /// Nil for what is no size and no list of them.
    init?(_ value: Value) {
        let values = if case .list(let elements) = value { elements } else { [value] }
        var sizes: [BatchSize] = []
        for value in values {
            guard let size = BatchSize(value) else { return nil }
            sizes.append(size)
        }
        if sizes.isEmpty { return nil }
        self = .known(sizes)
    }

    /// The elements batch by batch, each in its order.
    func split<Element>(_ elements: [Element]) -> [ArraySlice<Element>] {
        guard case .known(let sizes) = self else { return [elements[...]] }
        var batches: [ArraySlice<Element>] = []
        var rest = elements[...]
        while !rest.isEmpty {
            let size = sizes[min(batches.count, sizes.count - 1)]
            batches.append(rest.prefix(size.elements(of: elements.count)))
            rest = rest.dropFirst(batches[batches.count - 1].count)
        }
        return batches
    }
}

extension BatchSize {
    fileprivate init?(_ value: Value) {
        switch value {
        case .number(let number): self.init(number)
        case .text(let word): self.init(word)
        case .flag, .duration, .time, .host, .secret, .list, .record, .none, .unknown: return nil
        }
    }
}
