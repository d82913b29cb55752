import BelaySource
import BelaySyntax

/// An input as the checker gets it: statements that run at a place are put in a block for it, and a value to be shown
/// is given a name.
struct WrappedInput: Sendable {
    private(set) var text = ""
    /// As it was typed, with the end of its last line.
    let typed: [UInt8]
    /// The typed parts: where they are now, and where they were typed.
    private var pieces: [(start: Int, typed: Int)] = []

    /// Every statement is in its own block, so that each can be kept without those after it. Declarations cannot be in
    /// a block, and a handler is armed for the statements after it; these are left where they are, and their contents
    /// run at the place.
    init(statements text: String, at place: String?) {
        typed = Self.ended(text)
        var end = 0
        if let place {
            let parsed = Parser.parse(
                SourceText(file: FileNumber(0), name: "", bytes: typed), isTyped: true)
            for (range, isBlock) in placed(parsed) {
                add(end..<range.lowerBound)
                self.text += isBlock ? " on \(place) {\n" : "{ on \(place) {\n"
                add(range)
                self.text += isBlock ? "\n}" : "\n}}"
                end = range.upperBound
            }
        }
        add(end..<typed.count)
    }

    init(value text: String, named name: String, at place: String?) {
        typed = Self.ended(text)
        // A name and its value are one line.
        let start = typed.prefix { $0 == UInt8(ascii: "\n") }.count
        add(0..<start)
        self.text += (place.map { "on \($0) {\n" } ?? "") + "let \(name) = \\\n"
        add(start..<typed.count)
        if place != nil { self.text += "}\n" }
    }

    private static func ended(_ text: String) -> [UInt8] {
        Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    }

    private mutating func add(_ range: Range<Int>) {
        if range.isEmpty { return }
        pieces.append((text.utf8.count, range.lowerBound))
        text += String(decoding: typed[range], as: UTF8.self)
    }

    /// The offset where it was typed; for text added around something, the start of that.
    func typedOffset(of offset: Int) -> Int {
        guard let index = pieces.lastIndex(where: { $0.start <= offset }) else { return 0 }
        let (start, typed) = pieces[index]
        let next = index + 1 < pieces.count ? pieces[index + 1].typed : self.typed.count
        return min(typed + offset - start, next)
    }

    /// A diagnostic of the file that this became, as it is about what was typed.
    func typed(_ diagnostic: Diagnostic, in file: FileNumber) -> Diagnostic {
        func typed(_ span: Span) -> Span {
            guard span.file == file else { return span }
            return Span(file: file, start: typedOffset(of: span.start), end: typedOffset(of: span.end))
        }
        var moved = diagnostic
        moved.span = typed(diagnostic.span)
        moved.further = diagnostic.further.map { Diagnostic.Place(span: typed($0.span), label: $0.label) }
        return moved
    }

    /// The ranges that run at a place; a handler's only statement has no block of its own.
    private func placed(_ parsed: ParsedFile) -> [(range: Range<Int>, isBlock: Bool)] {
        let statements = parsed.file.statements
        if parsed.diagnostics.contains(where: { $0.severity == .error }) {
            return statements.contains(where: \.isDeclaration) ? [] : [(0..<typed.count, true)]
        }
        return statements.compactMap { statement in
            if let body = statement.bodyLeftInPlace {
                if body.statements.isEmpty { return nil }
                guard typed[body.span.start] == UInt8(ascii: "{") else {
                    return (body.span.start..<body.span.end, false)
                }
                return ((body.span.start + 1)..<(body.span.end - 1), true)
            }
            return statement.isDeclaration ? nil : (statement.span.start..<statement.span.end, true)
        }
    }
}

extension StatementSyntax {
    /// Whether it stands in no block.
    fileprivate var isDeclaration: Bool { form.isDeclaration || form == .phase || form == .pointOfNoReturn }

    /// The body of what cannot stand in a block, or would mean something else there.
    fileprivate var bodyLeftInPlace: BlockSyntax? { form == .phase || form.isHandler ? body : nil }
}
