/// Looking for text by its bytes: for a shell and for a secret a `'` is a `'`, whatever mark may follow and be shown
/// on top of it.
extension String {
    func hasBytes(_ part: String) -> Bool { rangeOfBytes(Array(part.utf8), from: 0, in: Array(utf8)) != nil }

    func startsWithBytes(of part: String) -> Bool { utf8.starts(with: part.utf8) }

    func endsWithBytes(of part: String) -> Bool { utf8.reversed().starts(with: part.utf8.reversed()) }

    /// The position where the bytes begin; an empty part is never found.
    private func rangeOfBytes(_ wanted: [UInt8], from start: Int, in text: [UInt8]) -> Int? {
        guard let first = wanted.first, text.count >= wanted.count else { return nil }
        var position = start
        while position <= text.count - wanted.count {
            if text[position] == first, text[position..<position + wanted.count].elementsEqual(wanted) {
                return position
            }
            position += 1
        }
        return nil
    }
}
