/// The replacement for a match: text in which `\1` to `\9` refer to what the groups matched, `\0` to the whole match,
/// and `\\` is a backslash. A group that took no part is replaced by the empty string.
public struct PatternReplacement: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text([UInt8])
        case group(Int)
    }

    private let pieces: [Piece]

    /// Fails if it refers to a group that the pattern does not have, or if a backslash comes before anything else.
    public init(_ text: String, for pattern: Pattern) throws(PatternError) {
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            let following = index + 1 < bytes.count ? bytes[index + 1] : nil
            if following == UInt8(ascii: "\\") {
                plain.append(UInt8(ascii: "\\"))
            } else if let following, following.isDigit {
                let group = Int(following) - 0x30
                try Self.check(group, for: pattern, at: index)
                pieces += [.text(plain), .group(group)]
                plain = []
            } else {
                throw PatternError(
                    "in a replacement, a backslash comes before a digit or another backslash", at: index,
                    help: #"write \\ for a backslash"#)
            }
            index += 2
        }
        self.pieces = pieces + [.text(plain)]
    }

    private static func check(_ group: Int, for pattern: Pattern, at offset: Int) throws(PatternError) {
        guard group > pattern.groupCount else { return }
        let groups =
            switch pattern.groupCount {
            case 0: "no group"
            case 1: "one group"
            default: "\(pattern.groupCount) groups"
            }
        throw PatternError(
            "\\\(group) refers to a group, but the pattern has \(groups)", at: offset,
            help: "put ( ) around the part of the pattern that it should refer to")
    }

    func write(_ match: PatternMatch, of bytes: [UInt8], to result: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .text(let text): result.append(contentsOf: text)
            case .group(let group):
                if let range = match.range(ofGroup: group) { result.append(contentsOf: bytes[range]) }
            }
        }
    }
}
