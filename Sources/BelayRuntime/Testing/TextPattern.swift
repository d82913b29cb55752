import BelayLanguage

/// A text in which `…` stands for any text, line ends too.
struct TextPattern: Hashable, Sendable {
    let text: String
    private let parts: [[UInt8]]

    init(_ text: String) {
        self.text = text.trimmingEnd
        parts = self.text.split(separator: Stub.wildcard, omittingEmptySubsequences: false).map { Array($0.utf8) }
    }

    func matches(_ other: String) -> Bool { matches(Subject(other)) }

    func matches(_ subject: Subject) -> Bool {
        let bytes = subject.bytes
        guard let first = parts.first, let last = parts.last else { return bytes.isEmpty }
        if parts.count == 1 { return bytes == first }
        guard bytes.count >= first.count + last.count, bytes.starts(with: first),
            bytes.suffix(last.count).elementsEqual(last)
        else { return false }
        // The first place for each part is as good as any.
        var rest = bytes[first.count..<(bytes.count - last.count)]
        for part in parts.dropFirst().dropLast() {
            guard let end = rest.end(ofFirst: part) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// What is held against patterns, prepared once for many of them.
    struct Subject {
        fileprivate let bytes: [UInt8]

        init(_ text: String) { bytes = Array(text.trimmingEnd.utf8) }
    }
}

extension ArraySlice<UInt8> {
    /// Where the first occurrence of some bytes ends.
    fileprivate func end(ofFirst part: [UInt8]) -> Int? {
        guard let head = part.first else { return startIndex }
        guard count >= part.count else { return nil }
        for start in startIndex...(endIndex - part.count)
        where self[start] == head && self[start..<(start + part.count)].elementsEqual(part) {
            return start + part.count
        }
        return nil
    }
}

extension String {
    /// Without spaces and line ends behind it, which a command does not heed.
    var trimmingEnd: String {
        // What ends with a letter, as nearly everything does, is as it is.
        if let last = utf8.last, last > 0x20, last < 0x7F { return self }
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
