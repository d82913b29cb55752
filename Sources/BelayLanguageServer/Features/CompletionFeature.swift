import BelayCompletion
import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// What can stand at the cursor. A phrase comes whole, its places to be filled in one after the other.
enum CompletionFeature {
    /// Kinds of the specification.
    private enum Kind: Int {
        case function = 3
        case field = 5
        case variable = 6
        case module = 9
        case property = 10
        case enumMember = 20
        case keyword = 14
        case file = 17
        case folder = 19
        case operatorWord = 24
        case type = 25
        case constant = 21
    }

    static func items(_ cursor: Cursor, takesSnippets: Bool) -> DataValue {
        let found = StatementCompleter(cursor.completionScope).candidates(for: cursor.statementText)
        let start = cursor.offset - found.partial.utf8.count
        let range = cursor.lines.range(max(0, start), cursor.offset)
        var items: [DataValue] = []
        var seen: Set<String> = []
        for progress in found.phrases {
            let item = phrase(progress, range, takesSnippets)
            if seen.insert(item.key).inserted { items.append(item.data) }
        }
        for word in found.words where word.kind != .phrase && word.text.hasPrefix(found.partial) {
            if seen.insert(word.text).inserted { items.append(data(word, range, cursor)) }
        }
        if let file = found.file {
            for path in found.files where seen.insert(path).inserted {
                if let item = data(path, file, cursor) { items.append(item) }
            }
        }
        return ["isIncomplete": false, "items": .array(items)]
    }

    private static func data(_ word: Candidates.Word, _ range: PositionRange, _ cursor: Cursor) -> DataValue {
        var object = DataValue.Object()
        object["label"] = .string(word.text)
        object["kind"] = .number(kind(of: word.kind).rawValue)
        switch word.kind {
        case .statement:
            if let form = Keyword(rawValue: word.text)?.form {
                object["detail"] = .string(form.usage)
                if let help = form.help { object["documentation"] = .string(help) }
            }
        case .name:
            let name = word.text.split(whereSeparator: { "${}=".contains($0) }).last.map(String.init) ?? ""
            if let known = cursor.names.first(where: { $0.name == name }) {
                object["detail"] = .string(known.type.name)
            }
        default: break
        }
        // What one most likely means in a place that has values.
        object["sortText"] = .string((word.kind == .statement ? "3" : word.kind == .name ? "1" : "0") + word.text)
        object["textEdit"] = TextEdit(range: range, text: word.text).data
        return .object(object)
    }

    private static func kind(of kind: Candidates.Word.Kind) -> Kind {
        switch kind {
        case .statement: .keyword
        case .phrase: .function
        case .option: .property
        case .name: .variable
        case .field: .field
        case .type: .type
        case .choice: .enumMember
        case .library: .module
        case .host, .program: .constant
        case .operatorWord: .operatorWord
        }
    }

    // MARK: - Phrases

    /// The rest of a phrase from the word that is typed.
    private static func phrase(
        _ progress: PhraseProgress, _ range: PositionRange, _ takesSnippets: Bool
    ) -> (key: String, data: DataValue) {
        var items = Array(progress.rest)
        if case .word(let word) = progress.next { items.insert(.word(word), at: 0) }
        let label = items.map(\.text).joined(separator: " ")
        var object = DataValue.Object()
        object["label"] = .string(label)
        object["kind"] = .number(Kind.function.rawValue)
        object["detail"] = .string("\(progress.phrase.kind.rawValue) \(progress.phrase.signature.fullText)")
        if !progress.phrase.documentation.isEmpty { object["documentation"] = .string(progress.phrase.documentation) }
        object["sortText"] = .string("2" + label)
        object["filterText"] = .string(
            items.compactMap { if case .word(let word) = $0 { word } else { nil } }.joined(separator: " "))
        if takesSnippets { object["insertTextFormat"] = 2 }
        object["textEdit"] = TextEdit(range: range, text: text(items, takesSnippets)).data
        return (label, .object(object))
    }

    /// As a snippet, or without one as far as there are words.
    private static func text(_ items: [Signature.Item], _ takesSnippets: Bool) -> String {
        var parts: [String] = []
        var number = 0
        for item in items {
            switch item {
            case .word(let word): parts.append(takesSnippets ? word.escapedForSnippet : word)
            case .placeholder(let placeholder):
                if !takesSnippets { return parts.joined(separator: " ") + (parts.isEmpty ? "" : " ") }
                number += 1
                parts.append("${\(number)\(stop(placeholder))}")
            }
        }
        return parts.joined(separator: " ")
    }

    /// Where words are to be chosen from, these; otherwise the name.
    private static func stop(_ placeholder: Signature.Placeholder) -> String {
        if case .choice(let words) = placeholder.type, !words.isEmpty {
            return "|\(words.map { $0.replacing(",", with: "\\,") }.joined(separator: ","))|"
        }
        return ":" + placeholder.name.escapedForSnippet
    }

    // MARK: - Files

    private static func data(_ path: String, _ file: FileWord, _ cursor: Cursor) -> DataValue? {
        guard let (replaced, inserted) = file.replacement(among: [path]) else { return nil }
        let before = String(decoding: cursor.source.bytes[..<cursor.offset], as: UTF8.self).unicodeScalars.suffix(
            replaced)
        let start = cursor.offset - before.reduce(0) { $0 + UTF8.width($1) }
        let text = inserted.hasSuffix(" ") ? String(inserted.dropLast()) : inserted
        return [
            "label": .string(path), "kind": .number((path.hasSuffix("/") ? Kind.folder : Kind.file).rawValue),
            "filterText": .string(String(String.UnicodeScalarView(before)) + text),
            "textEdit": TextEdit(range: cursor.lines.range(start, cursor.offset), text: text).data,
        ]
    }
}

extension String {
    /// `$`, `}` and `\` mean something in a snippet.
    fileprivate var escapedForSnippet: String {
        reduce(into: "") { text, character in
            if "$}\\".contains(character) { text += "\\" }
            text.append(character)
        }
    }
}
