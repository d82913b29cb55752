/// A command's text in which some parts may be anything: values that only a run knows, and `…` in a test.
struct CommandPattern {
    private enum Element: Equatable {
        case byte(UInt8)
        case anything
    }

    private var elements: [Element] = []
    /// What it begins with, whatever the rest is.
    private var head: [Element] = []

    /// - Parameter hasWildcards: `…` stands for anything.
    init(_ command: Command, hasWildcards: Bool) {
        for piece in command.pieces {
            switch piece {
            case .value: elements.append(.anything)
            case .literal(let text):
                for (index, part) in text.split(separator: Stub.wildcard, omittingEmptySubsequences: false).enumerated()
                {
                    if index > 0, hasWildcards { elements.append(.anything) }
                    if index > 0, !hasWildcards { elements += String(Stub.wildcard).utf8.map { .byte($0) } }
                    elements += part.utf8.map { .byte($0) }
                }
            }
        }
        while let last = elements.last, [.byte(0x20), .byte(0x0A)].contains(last) { elements.removeLast() }
        head = Array(elements.prefix { $0 != .anything })
    }

    /// Whether there is a text that is both.
    func meets(_ other: CommandPattern) -> Bool {
        // Most do not, and differ soon.
        let count = min(head.count, other.head.count)
        if head.prefix(count) != other.head.prefix(count) { return false }
        // For each end in the other pattern, whether this one can have come there.
        var reached = Array(repeating: false, count: other.elements.count + 1)
        reached[0] = true
        for (index, element) in other.elements.enumerated() where element == .anything {
            reached[index + 1] = reached[index + 1] || reached[index]
        }
        for element in elements {
            var next = Array(repeating: false, count: reached.count)
            next[0] = element == .anything && reached[0]
            for (index, counterpart) in other.elements.enumerated() {
                next[index + 1] =
                    element == .anything || counterpart == .anything
                    ? reached[index + 1] && element == .anything || next[index] || reached[index]
                        || reached[index + 1] && counterpart == .anything
                    : reached[index] && element == counterpart
            }
            reached = next
        }
        return reached[other.elements.count]
    }
}
