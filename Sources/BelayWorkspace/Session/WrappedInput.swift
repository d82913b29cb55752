import BelaySource
import BelaySyntax

/// What was typed, as the checker gets it: what runs at a place stands in a block that says so, and a value to be shown
/// behind the name that it is bound to.
struct WrappedInput: Sendable {
    private(set) var text = ""
    /// As it was typed, with the end of its last line.
    let typed: [UInt8]
    /// What was typed of it: where it begins, and where it did.
    private var pieces: [(start: Int, typed: Int)] = []

    /// Every statement stands in a block of its own, so that each can be kept without those after it. What a runbook
    /// declares cannot stand in one, and a handler is armed for those after it; they are left where they are, and
    /// what is in them runs at the place.
    init(statements text: String, at place: String?) {
        typed = Self.ended(text)
        var end = 0
        if let place {
            let parsed = Parser.parse(SourceText(file: FileNumber(0), name: "", bytes: typed))
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

    /// Where it was typed; of what was put around something, where that begins.
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

    /// What is to run at a place; a handler's only statement stands in no block of its own.
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
