import CBelaySystem

/// Takes the marks out of a stream. A mark is a byte that text does not have, a token that nobody else
/// knows, a space, some words and a newline; the script prints it in one piece.
struct MarkerFilter: Sendable {
    /// ASCII's record separator.
    static let separator: UInt8 = 0x1E
    private static let longestMark = 96

    private let opening: [UInt8]
    /// Bytes that may become a mark when more has come.
    private var held: [UInt8] = []

    init(token: String) { opening = [Self.separator] + Array(token.utf8) + [UInt8(ascii: " ")] }

    enum Piece: Hashable {
        /// The command's own.
        case bytes([UInt8])
        case mark(ControlMarker)
    }

    /// The command's own output, and the marks.
    mutating func filter(_ bytes: [UInt8]) -> (passed: [UInt8], marks: [ControlMarker]) {
        var passed: [UInt8] = []
        var marks: [ControlMarker] = []
        for piece in pieces(of: bytes) {
            switch piece {
            case .bytes(let bytes): passed = passed.isEmpty ? bytes : passed + bytes
            case .mark(let mark): marks.append(mark)
            }
        }
        return (passed, marks)
    }

    /// The command's own output and the marks, in their order.
    mutating func pieces(of bytes: [UInt8]) -> [Piece] {
        if held.isEmpty, Self.hasNoSeparator(bytes) { return [.bytes(bytes)] }
        let all = held + bytes
        held = []
        var pieces: [Piece] = []
        var passed: [UInt8] = []
        var rest = all[...]
        while let start = rest.firstIndex(of: Self.separator) {
            passed += rest[..<start]
            rest = rest[start...]
            switch match(rest) {
            case .mark(let mark, let end):
                if !passed.isEmpty { pieces.append(.bytes(passed)) }
                pieces.append(.mark(mark))
                passed = []
                rest = rest[end...]
            case .needsMore:
                held = Array(rest)
                rest = []
            case .none:
                passed.append(Self.separator)
                rest = rest.dropFirst()
            }
        }
        passed += rest
        if !passed.isEmpty { pieces.append(.bytes(passed)) }
        return pieces
    }

    private static func hasNoSeparator(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { belay_first($0.baseAddress, $0.count, separator) } < 0
    }

    /// The bytes held back when the stream ended.
    mutating func rest() -> [UInt8] {
        defer { held = [] }
        return held
    }

    private enum Match {
        case mark(ControlMarker, end: Int)
        case needsMore
        case none
    }

    private func match(_ bytes: ArraySlice<UInt8>) -> Match {
        guard bytes.prefix(opening.count).elementsEqual(opening.prefix(bytes.count)) else { return .none }
        let text = bytes.dropFirst(opening.count).prefix(Self.longestMark)
        guard let end = text.firstIndex(of: UInt8(ascii: "\n")) else {
            return bytes.count < opening.count + Self.longestMark ? .needsMore : .none
        }
        guard let mark = ControlMarker(String(decoding: text[..<end], as: UTF8.self)) else { return .none }
        return .mark(mark, end: end + 1)
    }
}
