import BelaySource

/// Text whose pieces know what they are for. Whatever is put in is made printable, so nothing that a command printed or
/// a parameter held reaches a terminal raw.
public struct StyledText: Hashable, Sendable {
    struct Piece: Hashable, Sendable {
        var text: String
        var role: Role
    }

    private(set) var pieces: [Piece] = []

    public init() {}

    public init(_ text: String, _ role: Role = .plain) { append(text, role) }

    /// Line ends in the text begin a new row when it is wrapped.
    public mutating func append(_ text: String, _ role: Role = .plain) {
        appendPrintable(PrintableText.make(text), role)
    }

    public mutating func append(_ other: StyledText) {
        for piece in other.pieces { appendPrintable(piece.text, piece.role) }
    }

    /// Spaces up to a column, counted from zero; at least `gap` of them.
    public mutating func pad(to column: Int, gap: Int = 0) {
        appendPrintable(String(repeating: " ", count: max(gap, column - columns)), .plain)
    }

    public var isEmpty: Bool { pieces.isEmpty }

    public var text: String { pieces.map(\.text).joined() }

    /// The number of terminal columns that it fills, on one row.
    public var columns: Int { pieces.reduce(0) { $0 + $1.text.columns } }

    public func rendered(in palette: Palette) -> String {
        pieces.map { palette.dressed($0.text, as: $0.role) }.joined()
    }

    mutating func appendPrintable(_ text: String, _ role: Role) {
        if text.isEmpty { return }
        if pieces.last?.role == role {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(Piece(text: text, role: role))
        }
    }
}
