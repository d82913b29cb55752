/// A command's text in which some parts may be anything: values that only a run knows, and `…` in a test.
struct CommandPattern: Hashable {
    /// Bytes, and `anything` for a part of any length.
    private var elements: [UInt16] = []
    /// How many bytes it begins with, whatever the rest is, and how many it ends with.
    private var head = 0
    private var tail = 0
    private static let anything: UInt16 = 256

    /// - Parameter hasWildcards: `…` stands for anything.
    init(_ command: Command, hasWildcards: Bool) {
        for piece in command.pieces {
            switch piece {
            case .value: elements.append(Self.anything)
            case .literal(let text):
                for (index, part) in text.split(separator: Stub.wildcard, omittingEmptySubsequences: false).enumerated()
                {
                    if index > 0, hasWildcards { elements.append(Self.anything) }
                    if index > 0, !hasWildcards { elements += String(Stub.wildcard).utf8.map(UInt16.init) }
                    elements += part.utf8.map(UInt16.init)
                }
            }
        }
        while let last = elements.last, last == 0x20 || last == 0x0A { elements.removeLast() }
        head = elements.firstIndex(of: Self.anything) ?? elements.count
        tail = elements.count - (elements.lastIndex(of: Self.anything).map { $0 + 1 } ?? 0)
    }

    /// Whether there is a text that is both.
    func meets(_ other: CommandPattern) -> Bool {
        elements.withUnsafeBufferPointer { own in
            other.elements.withUnsafeBufferPointer { others in
                // Most do not, and differ soon.
                var index = 0
                let begun = min(head, other.head)
                while index < begun {
                    if own[index] != others[index] { return false }
                    index += 1
                }
                index = 1
                let ended = min(tail, other.tail)
                while index <= ended {
                    if own[own.count - index] != others[others.count - index] { return false }
                    index += 1
                }
                return Self.meet(own, others)
            }
        }
    }

    private static func meet(_ own: UnsafeBufferPointer<UInt16>, _ others: UnsafeBufferPointer<UInt16>) -> Bool {
        // For each end in the other pattern, whether this one can have come there.
        var reached = [Bool](repeating: false, count: others.count + 1)
        reached[0] = true
        var end = 0
        while end < others.count {
            if others[end] == anything, reached[end] { reached[end + 1] = true }
            end += 1
        }
        var next = reached
        var start = 0
        while start < own.count {
            let element = own[start]
            next[0] = element == anything && reached[0]
            end = 0
            while end < others.count {
                let counterpart = others[end]
                if element == anything || counterpart == anything {
                    next[end + 1] = reached[end] || next[end] || reached[end + 1]
                } else {
                    next[end + 1] = reached[end] && element == counterpart
                }
                end += 1
            }
            swap(&reached, &next)
            start += 1
        }
        return reached[others.count]
    }
}
