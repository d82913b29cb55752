/// Finds keywords by their bytes, without making strings.
struct KeywordTable {
    private var keywords: [UInt64: Keyword] = [:]

    static let shared = KeywordTable()

    private init() {
        for keyword in Keyword.allCases {
            let bytes = Array(keyword.rawValue.utf8)
            keywords[Self.key(bytes, from: 0, to: bytes.count)] = keyword
        }
    }

    func keyword(in bytes: [UInt8], from start: Int, to end: Int) -> Keyword? {
        guard end - start >= 2, end - start <= 9 else { return nil }
        return keywords[Self.key(bytes, from: start, to: end)]
    }

    /// Nine letters of which each is one of 128: they fit, since the first bit of each byte is zero.
    private static func key(_ bytes: [UInt8], from start: Int, to end: Int) -> UInt64 {
        var key: UInt64 = 0
        for offset in start..<end { key = key << 7 | UInt64(bytes[offset] & 0x7F) }
        return key
    }
}
