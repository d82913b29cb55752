/// Bytes that take the place of others.
struct YAMLSplice {
    var range: Range<Int>
    var replacement: String

    /// The splices must not overlap; of those at one place the first given comes first.
    static func apply(_ splices: [YAMLSplice], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        for splice in splices.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += bytes[copied..<splice.range.lowerBound]
            result += Array(splice.replacement.utf8)
            copied = splice.range.upperBound
        }
        return result + bytes[copied...]
    }
}
