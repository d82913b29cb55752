import BelayReporting
import BelaySource
import BelaySyntax

/// A line in colours while it is typed: what the lexer takes it for, and the sign of a command as in a plan.
struct LinePaint {
    let palette: Palette

    /// The words that a statement may begin with.
    private static let keywords = Set(Keyword.allCases.filter(\.beginsStatement).map(\.rawValue))

    /// The same text, dressed; nil where it has no colour, or could not stay in its columns.
    /// - Parameter before: the lines of the entry above it.
    func painted(_ line: String, after before: String) -> String? {
        guard palette != .plain, !line.isEmpty, !line.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            return nil
        }
        if before.isEmpty, line.first == ":" { return row([(line, .heading)]) }
        let bytes = Array((before + line).utf8)
        let begin = before.utf8.count
        var pieces: [(String, Role)] = []
        var end = begin
        var sign: Role = .plain
        var isFirst = true
        for token in Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: bytes)).tokens {
            let role = role(of: token, bytes, isFirst: isFirst, sign: &sign)
            isFirst = Self.opensStatement(token.kind)
            guard token.end > end, token.end <= bytes.count else { continue }
            let start = max(token.start, end)
            if start > end { pieces.append((Self.text(bytes[end..<start]), .plain)) }
            pieces.append((Self.text(bytes[start..<token.end]), role))
            end = token.end
        }
        if end < bytes.count { pieces.append((Self.text(bytes[end...]), .plain)) }
        return row(pieces)
    }

    private func row(_ pieces: [(String, Role)]) -> String {
        var row = StyledText()
        for (text, role) in pieces { row.append(text, role) }
        return row.rendered(in: palette)
    }

    private func role(of token: Token, _ bytes: [UInt8], isFirst: Bool, sign: inout Role) -> Role {
        switch token.kind {
        case .sign:
            sign = CommandSign(rawValue: Self.text(bytes[token.start..<token.end])).map(Self.role) ?? .plain
            return sign
        case .word:
            return isFirst && Self.keywords.contains(Self.text(bytes[token.start..<token.end])) ? .heading : .plain
        case .text: return .good
        case .variable: return .place
        case .comment: return .quiet
        case .unexpectedCharacter: return .bad
        case .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis, .rightParenthesis, .leftBracket,
            .rightBracket, .colon, .comma, .equals, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual, .newline,
            .lineContinuation, .end:
            return .plain
        }
    }

    private static func role(of sign: CommandSign) -> Role {
        switch sign {
        case .reads: .reads
        case .changes: .changes
        case .destroys: .destroys
        }
    }

    private static func opensStatement(_ kind: Token.Kind) -> Bool { kind == .newline || kind == .leftBrace }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
