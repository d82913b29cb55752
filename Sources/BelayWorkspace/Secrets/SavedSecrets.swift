import BelayLanguage
import BelaySource
import BelaySyntax

/// The secrets that were typed, which are in no file: a run of the runbook asks for them.
struct SavedSecrets {
    private let written: [Span]
    private let taken: Set<String>
    /// The names of the secrets in the runbook, in the order in which they came up.
    private(set) var names: [String] = []

    init(_ program: Program) {
        written = Array(Set(program.writtenSecrets)).sorted { $0.start < $1.start }
        taken = Set(program.globalNames + program.bodyFrame.names + program.definitions.flatMap(\.frame.names))
    }

    /// The parameters that bring them.
    var parameters: [String] { names.map { "param \($0): secret \"it was typed in the session\"" } }

    /// A statement as it is saved.
    mutating func text(of statement: StatementSyntax, in source: SourceText) -> String {
        let whole = statement.span
        var text = ""
        var end = whole.start
        for (span, saved) in replacements(in: statement, source) {
            text += source.text(of: Span(file: whole.file, start: end, end: span.start)) + saved
            end = span.end
        }
        return text + source.text(of: Span(file: whole.file, start: end, end: whole.end))
    }

    private mutating func replacements(in statement: StatementSyntax, _ source: SourceText) -> [(Span, String)] {
        let span = statement.span
        let inside = written.filter { $0.file == span.file && $0.start >= span.start && $0.end <= span.end }
        if inside.isEmpty { return [] }
        switch statement {
        case .on(let node): return node.body.statements.flatMap { replacements(in: $0, source) }
        case .let(let node) where node.type != nil && inside == [node.valueSpan]:
            let type = node.type.map { source.text(of: $0.span) } ?? ""
            return [(span, "ask \(node.name.text): \(type) \"\(node.name.text)\"")]
        default: return inside.map { ($0, "$" + nextName()) }
        }
    }

    private mutating func nextName() -> String {
        var number = names.count + 1
        while taken.contains("secret_\(number)") || names.contains("secret_\(number)") { number += 1 }
        names.append("secret_\(number)")
        return "secret_\(number)"
    }
}

extension LetSyntax {
    fileprivate var valueSpan: Span {
        switch value {
        case .expression(let expression): expression.span
        case .edit(let edit): edit.span
        }
    }
}
