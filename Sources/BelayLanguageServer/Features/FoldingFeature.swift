import BelayData
import BelaySource
import BelaySyntax

/// The blocks, scripts and comments that an editor can fold.
enum FoldingFeature {
    static func ranges(_ cursor: Cursor) -> DataValue {
        var folds: [(start: Int, end: Int, kind: String?)] = []
        func add(_ start: Int, _ end: Int, _ kind: String? = nil) {
            let (first, last) = (cursor.lines.line(at: start), cursor.lines.line(at: max(start, end - 1)))
            if last > first { folds.append((first, last, kind)) }
        }
        cursor.syntax.walk { statement in
            for block in statement.blocks where block.statements.count > 0 {
                // The closing brace stays in sight.
                let last = cursor.lines.line(at: max(block.span.start, block.span.end - 1))
                if last > 0 { add(block.span.start, cursor.lines.endOfLine(last - 1)) }
            }
            if case .command = statement { add(statement.span.start, statement.span.end) }
            switch statement {
            case .test, .given: add(statement.span.start, statement.span.end)
            default: break
            }
        }
        for comment in comments(cursor) { add(comment.lowerBound, comment.upperBound, "comment") }
        var seen: Set<Int> = []
        let ranges = folds.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }.filter {
            seen.insert($0.start).inserted
        }
        return .array(
            ranges.map { fold in
                var object = DataValue.Object()
                object["startLine"] = .number(fold.start)
                object["endLine"] = .number(fold.end)
                if let kind = fold.kind { object["kind"] = .string(kind) }
                return .object(object)
            })
    }

    /// Lines of comments that follow each other, as one.
    private static func comments(_ cursor: Cursor) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var last = -2
        for token in Lexer.lex(cursor.source).tokens where token.kind == .comment {
            let line = cursor.lines.line(at: token.start)
            let isAlone = cursor.source.line(cursor.source.lineIndex(at: token.start)).drop { $0 == " " || $0 == "\t" }
                .hasPrefix("#")
            guard isAlone else { continue }
            if line == last + 1, let open = found.last {
                found[found.count - 1] = open.lowerBound..<token.end
            } else {
                found.append(token.start..<token.end)
            }
            last = line
        }
        return found
    }
}
