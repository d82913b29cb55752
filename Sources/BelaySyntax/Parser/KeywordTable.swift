/// Finds keywords by their bytes, without making strings.
struct KeywordTable {
    private struct Entry {
        var key: UInt128
        var keyword: Keyword
    }

    /// In the order of their keys.
    private let entries: [Entry]

    static let shared = KeywordTable()

    private init() {
        entries = Keyword.allCases.map { keyword in
            let bytes = Array(keyword.rawValue.utf8)
            return Entry(key: Self.key(bytes, from: 0, to: bytes.count), keyword: keyword)
        }.sorted { $0.key < $1.key }
    }

    func keyword(in bytes: [UInt8], from start: Int, to end: Int) -> Keyword? {
        guard end - start >= 2, end - start <= 18 else { return nil }
        let key = Self.key(bytes, from: start, to: end)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].key == key else { return nil }
        return entries[low].keyword
    }

    /// Eighteen letters of which each is one of 128: they fit, since the first bit of each byte is zero.
    private static func key(_ bytes: [UInt8], from start: Int, to end: Int) -> UInt128 {
        var key: UInt128 = 0
        for offset in start..<end { key = key << 7 | UInt128(bytes[offset] & 0x7F) }
        return key
    }
}
