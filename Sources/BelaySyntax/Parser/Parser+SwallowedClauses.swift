import BelaySource

/// A command without parentheses takes all of its line, also what was meant for the statement around it.
extension Parser {
    /// Reports the end of a command without parentheses if it looks like a part of Belay's statement.
    mutating func checkSwallowedClause(of command: CommandSyntax) {
        guard command.style == .line, !skipsNewlines else { return }
        let slice = SourceSlice(source, from: command.signSpan.end, to: command.span.end)
        let isParameter = statementStart.map { keyword(of: $0) == .param } ?? false
        guard let start = SwallowedClause.start(in: slice, ofParameter: isParameter) else { return }
        let clause = slice.text(start, slice.range.upperBound)
        var end = start
        while end > command.span.start, source.bytes[end - 1].isBlank { end -= 1 }
        let bare = source.text(of: Span(file: source.file, start: command.span.start, end: end))
        report(
            .swallowedClause(
                at: slice.span(start, slice.range.upperBound),
                cure: isLimitOfLet(clause)
                    ? "put the whole `let` in a block: \(clause) { let ... }"
                    : "put the command in parentheses: (\(bare)) \(clause)",
                isCurable: endsText(at: command.span.end)))
    }

    /// A `let` has no `within` of its own.
    private func isLimitOfLet(_ clause: String) -> Bool {
        guard let first = statementStart else { return false }
        return keyword(of: first) == .let && clause.hasPrefix("within ")
    }
}

private enum SwallowedClause {
    /// The start of such a clause, outside quotes.
    static func start(in slice: SourceSlice, ofParameter isParameter: Bool) -> Int? {
        var quote: UInt8?
        var position = slice.range.lowerBound
        var before: UInt8 = 0
        while position < slice.range.upperBound {
            let byte = slice.bytes[position]
            if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                position += 2
                continue
            }
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            }
            position += 1
            if quote != nil { continue }
            if !byte.isBlank { before = byte }
            guard byte.isBlank, !slice.byte(at: position).isBlank, !";&|".utf8.contains(before) else { continue }
            if isClause(slice, at: position) || isParameter && isText("where $", slice, at: position) {
                return position
            }
        }
        return nil
    }

    private static func isClause(_ slice: SourceSlice, at position: Int) -> Bool {
        let end = slice.endOfName(from: position)
        var next = end
        while slice.byte(at: next).isBlank { next += 1 }
        guard next > end else { return false }
        let following = slice.byte(at: next)
        switch slice.text(position, end) {
        case "else": return following == UInt8(ascii: "\"") || following == UInt8(ascii: "'")
        case "within", "every", "stable": return isDuration(slice, at: next)
        case "and", "or":
            if following == UInt8(ascii: "?") { return slice.byte(at: next + 1).isBlank }
            return ["(?", "not ?", "not (?", "fail when "].contains { isText($0, slice, at: next) }
        case "read", "written": return ["as json", "as yaml"].contains { isText($0, slice, at: next) }
        case "filled": return ["with [", "with $"].contains { isText($0, slice, at: next) }
        case "taking":
            let isStatus = following.isDigit || following == UInt8(ascii: "[")
            return isStatus && slice.text(next, slice.range.upperBound).hasSuffix(" as no")
        case _: return false
        }
    }

    private static func isText(_ text: String, _ slice: SourceSlice, at position: Int) -> Bool {
        let end = position + text.utf8.count
        return end <= slice.range.upperBound && slice.bytes[position..<end].elementsEqual(text.utf8)
    }

    /// `5m`, or a name that ends the line.
    private static func isDuration(_ slice: SourceSlice, at position: Int) -> Bool {
        var end = position
        if slice.byte(at: end) == UInt8(ascii: "$") {
            end = slice.endOfName(from: end + 1)
            return end > position + 1 && end == slice.range.upperBound
        }
        guard slice.byte(at: position).isDigit else { return false }
        while slice.byte(at: end).isDigit || slice.byte(at: end) == UInt8(ascii: ".") { end += 1 }
        return slice.byte(at: end).isLetter && slice.endOfName(from: end) <= end + 5
    }
}
