import BelaySyntax

/// The manual of a runbook as Markdown, with a drawing that Mermaid makes.
public struct ManualMarkdown: Sendable {
    private let manual: RunbookManual

    public init(_ manual: RunbookManual) { self.manual = manual }

    public var text: String {
        var parts = ["# \(MarkdownText.words(manual.title))"]
        if !manual.documentation.isEmpty { parts.append(MarkdownText.words(manual.documentation)) }
        parts += facts + parameters + graph
        for (index, part) in manual.parts.enumerated() { parts += section(part, anchor: "part\(index + 1)") }
        parts += questions + ways
        if !manual.phrases.isEmpty { parts.append("## Phrases") }
        for (index, phrase) in manual.phrases.enumerated() { parts += section(phrase, anchor: "phrase\(index + 1)") }
        return parts.joined(separator: "\n\n") + "\n"
    }

    // MARK: - Parts

    private var facts: [String] {
        let rows = manual.facts.map { [$0.name, MarkdownText.code($0.value)] }
        return rows.isEmpty ? [] : [MarkdownText.table(["", ""], rows)]
    }

    private var parameters: [String] {
        if manual.parameters.isEmpty { return [] }
        let rows = manual.parameters.map { parameter in
            [
                MarkdownText.code(parameter.name), MarkdownText.code(parameter.type),
                MarkdownText.code(parameter.defaultValue), MarkdownText.words(parameter.documentation),
            ]
        }
        return ["## What it is given", MarkdownText.table(["Name", "Type", "Usually", "What it is"], rows)]
    }

    private var graph: [String] {
        let graph = ManualGraph(manual)
        if graph.edges.isEmpty { return [] }
        return ["## At a glance", MarkdownText.block(graph.mermaid, language: "mermaid")]
    }

    private func section(_ part: RunbookManual.Part, anchor: String) -> [String] {
        let title = part.heading
        let heading = title.isEmpty ? [] : ["<a id=\"\(anchor)\"></a>\n\n## \(MarkdownText.words(title))"]
        return heading + (part.rows.isEmpty ? [] : [table(part.rows)])
    }

    private func section(_ phrase: RunbookManual.Phrase, anchor: String) -> [String] {
        var parts = ["<a id=\"\(anchor)\"></a>\n\n### \(MarkdownText.words(phrase.name))"]
        parts.append(MarkdownText.block("\(phrase.kind) \(phrase.signature)", language: "belay"))
        if !phrase.documentation.isEmpty { parts.append(MarkdownText.words(phrase.documentation)) }
        parts.append(MarkdownText.words(phrase.sentence))
        if !phrase.rows.isEmpty { parts.append(table(phrase.rows)) }
        if let undo = phrase.undo, !undo.isEmpty { parts += ["It is undone so:", table(undo)] }
        return parts
    }

    private var questions: [String] {
        let rows = manual.questions.map { question in
            [
                MarkdownText.words(question.place),
                (question.isPointOfNoReturn ? "**point of no return** " : "") + MarkdownText.words(question.text),
            ]
        }
        return rows.isEmpty ? [] : ["## What a person decides", MarkdownText.table(["Where", "What"], rows)]
    }

    private var ways: [String] {
        let rows = manual.changing.map { phrase in
            [
                link(to: phrase.name), phrase.hasDoneWhen ? "found done" : "",
                phrase.undo == nil ? "not undone" : "undone",
            ]
        }
        return rows.isEmpty
            ? []
            : [
                "## What is undone",
                MarkdownText.table(["Action", "Where it is done already", "After a failure"], rows),
            ]
    }

    // MARK: - Rows

    private func table(_ rows: [RunbookManual.Row]) -> String {
        MarkdownText.table(["Step", "", "What", "Where"], rows.map(cells))
    }

    private func cells(_ row: RunbookManual.Row) -> [String] {
        let indentation = String(repeating: "&nbsp;&nbsp;", count: row.depth)
        var what: [String] = []
        if !row.comment.isEmpty { what.append("*\(MarkdownText.words(row.comment))*") }
        if !row.text.isEmpty { what.append(MarkdownText.code(row.text)) }
        let links = row.calls.filter { manual.position(of: $0) != nil }.map(link)
        if !links.isEmpty { what.append("→ " + links.joined(separator: ", ")) }
        return [
            MarkdownText.words(row.number), row.sign.map { MarkdownText.code($0.rawValue) } ?? "",
            what.map { indentation + $0 }.joined(separator: "<br>"), MarkdownText.code(row.place),
        ]
    }

    private func link(to phrase: String) -> String {
        guard let position = manual.position(of: phrase) else { return MarkdownText.words(phrase) }
        return "[\(MarkdownText.words(phrase))](#phrase\(position + 1))"
    }
}
