/// A text with places for values: `listen ${port};`.
///
/// A place is `${name}` or `${name.field}`. `\${` is a `${` that stays; a `$` before anything else is one like any other, so a
/// configuration file keeps its `$host`.
public struct TextTemplate: Sendable {
    public struct Place: Hashable, Sendable {
        /// A name and the fields after it.
        public var path: [String]
        public var position: TextPosition
    }

    public enum Piece: Hashable, Sendable {
        case text(String)
        case place(Place)
    }

    /// A `${` that is not followed by a name and a `}`.
    public struct Problem: Error, Hashable, Sendable {
        public var position: TextPosition
    }

    public private(set) var pieces: [Piece] = []

    public init(_ text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        var (plain, index): ([UInt8], Int) = ([], 0)
        while index < bytes.count {
            if bytes[index...].starts(with: Self.escape) {
                plain += Self.opening
                index += Self.escape.count
            } else if bytes[index...].starts(with: Self.opening) {
                let position = TextPosition(offset: index, in: bytes)
                guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
                    let path = Self.path(bytes[(index + Self.opening.count)..<close])
                else { throw Problem(position: position) }
                if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
                pieces.append(.place(Place(path: path, position: position)))
                (plain, index) = ([], close + 1)
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
    }

    private static let opening = Array("${".utf8)
    private static let escape = Array("\\${".utf8)

    private static func path(_ bytes: ArraySlice<UInt8>) -> [String]? {
        let names = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard names.allSatisfy(isName) else { return nil }
        return names.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first.isLetter else { return false }
        return bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20
    }
}
