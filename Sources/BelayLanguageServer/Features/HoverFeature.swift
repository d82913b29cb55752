import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax
import BelayWorkspace

/// What is known of what the cursor is on, as Markdown.
enum HoverFeature {
    static func hover(_ cursor: Cursor) -> DataValue {
        guard let symbol = cursor.symbol, let text = text(of: symbol, cursor) else { return keyword(cursor) }
        let span = cursor.occurrence?.span ?? cursor.use?.span
        return answer(text, span.map(cursor.range))
    }

    private static func answer(_ text: String, _ range: PositionRange?) -> DataValue {
        var object = DataValue.Object()
        object["contents"] = ["kind": "markdown", "value": .string(text)]
        if let range { object["range"] = range.data }
        return .object(object)
    }

    static func text(of symbol: ProgramIndex.Symbol, _ cursor: Cursor) -> String? {
        switch symbol {
        case .phrase(let number): phrase(number, cursor)
        case .name(let span): name(span, cursor)
        case .type(let span): line(of: span, cursor).map(code)
        case .library(let file): library(file, cursor)
        }
    }

    // MARK: - Phrases

    static func phrase(_ number: DefinitionNumber, _ cursor: Cursor) -> String {
        let phrase = cursor.index.phrases[number.rawValue]
        var parts = [code("\(phrase.kind.rawValue) \(phrase.signature.fullText)")]
        if !phrase.documentation.isEmpty { parts.append(phrase.documentation) }
        if let program = cursor.index.draft { parts.append(effects(number, phrase.kind, program)) }
        parts.append(place(of: phrase.span, cursor))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// The worst sign, where, and how it is gone back on.
    private static func effects(_ number: DefinitionNumber, _ kind: DefinitionSyntax.Kind, _ program: Program) -> String
    {
        let effects = PhraseEffects(of: number, in: program)
        var sentences: [String] = []
        if let sign = effects.sign {
            let places =
                effects.places.isEmpty ? "where it is called" : effects.places.map { "`\($0)`" }.joined(separator: ", ")
            sentences.append("`\(sign.rawValue)` \(sign.meaning), on \(places)")
        } else if kind != .target {
            sentences.append("runs no command")
        }
        if kind == .action {
            sentences.append(effects.hasUndo ? "has an `undo`" : "no `undo`")
            sentences.append(effects.hasDoneWhen ? "has a `done when`" : "no `done when`")
        }
        return sentences.joined(separator: " · ")
    }

    // MARK: - Names

    private static func name(_ span: Span, _ cursor: Cursor) -> String? {
        guard let name = cursor.name(at: span) else { return nil }
        let statement = cursor.workspace.files[span.file.rawValue].syntax.statements.first { statement in
            if case .parameter(let node) = statement { node.name.span == span } else { false }
        }
        var text = code("$\(name.name): \(name.type.name)")
        if case .parameter(let node)? = statement {
            let value = node.defaultValue.map { " = " + cursor.workspace.sources[span.file.rawValue].text(of: $0.span) }
            text = code("param \(name.name): \(name.type.name)\(value ?? "")")
            if let documentation = node.documentation?.literal { text += "\n\n\(documentation)" }
        } else if let line = line(of: span, cursor), line.hasPrefix("let ") {
            text = code("$\(name.name): \(name.type.name)\n\(line)")
        }
        return text + "\n\n" + place(of: span, cursor)
    }

    private static func library(_ file: FileNumber, _ cursor: Cursor) -> String {
        let phrases = cursor.index.phrases.filter { $0.span.file == file }
        let rows = phrases.map { "\($0.kind.rawValue) \($0.signature.text)" }
        return code(rows.joined(separator: "\n")) + "\n\n" + cursor.workspace.sources[file.rawValue].name
    }

    // MARK: - Words of the language

    /// A word that begins a statement there.
    private static func keyword(_ cursor: Cursor) -> DataValue {
        let row = cursor.lines.line(at: cursor.offset)
        let start = cursor.lines.starts[row]
        let line = cursor.source.text(of: Span(file: cursor.file, start: start, end: cursor.lines.endOfLine(row)))
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let first = words.first,
            cursor.offset <= start + line.utf8.distance(from: line.utf8.startIndex, to: first.endIndex),
            let form = StatementForm.allCases.filter({
                $0.help != nil && $0.keyword.map { line.drop { $0 == " " }.hasPrefix($0 + " ") } == true
            })
            .max(by: { ($0.keyword ?? "").count < ($1.keyword ?? "").count })
        else { return .null }
        return answer(code(form.usage) + "\n\n" + (form.help ?? ""), nil)
    }

    // MARK: - Text

    static func code(_ text: String) -> String { "```belay\n\(text)\n```" }

    private static func line(of span: Span, _ cursor: Cursor) -> String? {
        let source = cursor.workspace.sources[span.file.rawValue]
        return String(source.line(source.lineIndex(at: span.start)).drop { $0 == " " || $0 == "\t" })
    }

    private static func place(of span: Span, _ cursor: Cursor) -> String {
        let source = cursor.workspace.sources[span.file.rawValue]
        return "\(source.name):\(source.position(at: span.start).line)"
    }
}

extension CommandSign {
    fileprivate var meaning: String {
        switch self {
        case .reads: "only reads"
        case .changes: "changes"
        case .destroys: "destroys"
        }
    }
}
