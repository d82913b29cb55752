import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// What a document has in it, phases and steps with the numbers of the plan.
enum SymbolsFeature {
    /// Kinds of the specification.
    private enum Kind: Int {
        case module = 2
        case namespace = 3
        case method = 6
        case field = 8
        case function = 12
        case variable = 13
        case constant = 14
        case event = 24
        case typeParameter = 26
    }

    private struct Symbol {
        var name: String
        var detail: String
        var kind: Kind
        var span: Span
        var selected: Span
        var children: [Symbol]
    }

    static func document(_ cursor: Cursor) -> DataValue {
        let statements = cursor.syntax.statements
        return .array(statements.flatMap { symbols(of: $0, "", cursor) }.map { data($0, cursor) })
    }

    private static func data(_ symbol: Symbol, _ cursor: Cursor) -> DataValue {
        var object = DataValue.Object()
        object["name"] = .string(symbol.name.isEmpty ? " " : symbol.name)
        if !symbol.detail.isEmpty { object["detail"] = .string(symbol.detail) }
        object["kind"] = .number(symbol.kind.rawValue)
        object["range"] = cursor.range(symbol.span).data
        object["selectionRange"] = cursor.range(symbol.selected).data
        if !symbol.children.isEmpty { object["children"] = .array(symbol.children.map { data($0, cursor) }) }
        return .object(object)
    }

    /// - Parameter number: of the step around it, with a dot behind; empty outside of all.
    private static func symbols(of statement: StatementSyntax, _ number: String, _ cursor: Cursor) -> [Symbol] {
        func text(_ span: Span) -> String { cursor.source.text(of: span) }
        func symbol(_ name: String, _ detail: String, _ kind: Kind, _ selected: Span, _ children: [Symbol] = [])
            -> Symbol
        {
            Symbol(name: name, detail: detail, kind: kind, span: statement.span, selected: selected, children: children)
        }
        switch statement {
        case .runbook(let node), .lab(let node):
            return [symbol(title(node.title, cursor), statement.form.keyword ?? "", .module, node.title.span)]
        case .parameter(let node): return [symbol(node.name.text, text(node.type.span), .field, node.name.span)]
        case .type(let node): return [symbol(node.name.text, text(node.type.span), .typeParameter, node.name.span)]
        case .let(let node) where number.isEmpty: return [symbol(node.name.text, "", .variable, node.name.span)]
        case .definition(let node):
            let name = text(node.signature.span)
            return [
                symbol(name, node.kind.rawValue, node.kind == .target ? .namespace : .function, node.signature.span)
            ]
        case .phase(let node), .step(let node):
            let own = numbered(statement, number, cursor)
            let inner = node.body.statements.flatMap { symbols(of: $0, own + ".", cursor) }
            return [
                symbol(
                    "\(own) \(title(node.title, cursor))", statement.form.keyword ?? "", .event, node.title.span, inner)
            ]
        case .test(let node), .given(let node):
            return [symbol(title(node.title, cursor), statement.form.keyword ?? "", .method, node.title.span)]
        default:
            // Blocks that only say a place or a limit continue the numbers around them.
            let continues = statement.form.isTransparent || statement.form == .if || statement.form == .guard
            return statement.inner.flatMap {
                symbols(of: $0, continues ? number : numbered(statement, number, cursor) + ".", cursor)
            }
        }
    }

    private static func numbered(_ statement: StatementSyntax, _ number: String, _ cursor: Cursor) -> String {
        let start = Span(file: statement.span.file, start: statement.span.start, end: statement.span.start)
        return number + (cursor.index.ordinals[start].map(String.init) ?? "?")
    }

    private static func title(_ text: TextSyntax, _ cursor: Cursor) -> String {
        text.literal ?? cursor.source.text(of: text.span)
    }

    // MARK: - All folders

    /// Phrases, types, parameters and titles of every runbook of the folders whose names have all the words of the query.
    static func workspace(_ query: String, _ project: Project) -> DataValue {
        let words = query.lowercased().split(separator: " ")
        var found: [DataValue] = []
        for path in project.runbooks {
            guard let bytes = project.bytes(of: path) else { continue }
            let source = SourceText(file: FileNumber(0), name: path, bytes: bytes)
            let lines = project.lines(of: source)
            for statement in Parser.parse(source).file.statements {
                guard let (name, kind, span) = entry(statement, source) else { continue }
                let lowercased = name.lowercased()
                guard words.allSatisfy({ lowercased.contains($0) }) else { continue }
                found.append([
                    "name": .string(name), "kind": .number(kind.rawValue),
                    "location": Location(uri: project.address(of: path), range: lines.range(span.start, span.end)).data,
                ])
            }
        }
        return .array(found)
    }

    private static func entry(_ statement: StatementSyntax, _ source: SourceText) -> (String, Kind, Span)? {
        switch statement {
        case .runbook(let node), .lab(let node):
            node.title.literal.flatMap { $0.isEmpty ? nil : ($0, .module, node.title.span) }
        case .parameter(let node): (node.name.text, .field, node.name.span)
        case .type(let node): (node.name.text, .typeParameter, node.name.span)
        case .definition(let node): (source.text(of: node.signature.span), .function, node.signature.span)
        default: nil
        }
    }
}
