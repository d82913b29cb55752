import BelayData
import BelayRPC

/// The requests that the server answers, each with the feature that does.
struct Features {
    let project: Project
    let client: ClientCapabilities
    /// Nil for a server without a style.
    let formatting: FormattingFeature?

    func answer(_ method: String, _ params: Parameters) throws(ResponseError) -> DataValue {
        switch method {
        case "textDocument/completion": CompletionFeature.items(try cursor(params), takesSnippets: client.takesSnippets)
        case "textDocument/definition": DefinitionFeature.definition(try cursor(params))
        case "textDocument/typeDefinition": DefinitionFeature.typeDefinition(try cursor(params))
        case "textDocument/hover": HoverFeature.hover(try cursor(params))
        case "textDocument/signatureHelp": SignatureHelpFeature.help(try cursor(params))
        case "textDocument/references":
            ReferencesFeature.references(
                try cursor(params), includesDefinition: params["context"]?["includeDeclaration"]?.bool ?? true)
        case "textDocument/documentHighlight": ReferencesFeature.highlights(try cursor(params))
        case "textDocument/prepareRename": try RenameFeature(try cursor(params)).prepared
        case "textDocument/rename":
            try RenameFeature(try cursor(params)).edit(to: try params.string("newName"))
                .data(isVersioned: client.takesVersionedEdits)
        case "textDocument/documentSymbol": SymbolsFeature.document(try cursor(params))
        case "workspace/symbol": SymbolsFeature.workspace(try params.string("query"), project)
        case "textDocument/foldingRange": FoldingFeature.ranges(try cursor(params))
        case "textDocument/semanticTokens/full": SemanticTokensFeature.tokens(try cursor(params))
        case "textDocument/semanticTokens/range":
            SemanticTokensFeature.tokens(try cursor(params), in: try params.range())
        case "textDocument/inlayHint": InlayHintsFeature.hints(try cursor(params), try params.range())
        case "textDocument/codeLens": CodeLensFeature.lenses(try cursor(params))
        case "textDocument/codeAction":
            CodeActionFeature.actions(
                try cursor(params), try params.range(), isVersioned: client.takesVersionedEdits)
        case "textDocument/formatting": try format(params) { $0.edits($1) }
        case "textDocument/rangeFormatting":
            try formatRange(params, try params.range())
        case "textDocument/onTypeFormatting": try formatTyped(params)
        default: throw ResponseError(.methodNotFound, "there is no request `\(method)` here")
        }
    }

    private func cursor(_ params: Parameters) throws(ResponseError) -> Cursor { try Cursor(params, in: project) }

    private func format(
        _ params: Parameters, _ edits: (FormattingFeature, OpenDocument) -> DataValue
    ) throws(ResponseError) -> DataValue {
        guard let formatting else { throw ResponseError(.methodNotFound, "this server has no style") }
        guard let document = project.documents[try params.document().path] else {
            throw ResponseError(.invalidParams, "\(try params.document().text) is not open")
        }
        return edits(formatting, document)
    }

    /// A line that the range only reaches the start of is not in it.
    private func formatRange(_ params: Parameters, _ range: PositionRange) throws(ResponseError) -> DataValue {
        let isWhole = range.end.character > 0 || range.end.line <= range.start.line
        let last = max(range.start.line, isWhole ? range.end.line : range.end.line - 1)
        return try format(params) { feature, document in feature.edits(document, in: range.start.line...last) }
    }

    /// Behind a `}` its line, and behind a line end the line before: what is still being typed stays.
    private func formatTyped(_ params: Parameters) throws(ResponseError) -> DataValue {
        let line = try params.position().line
        let typed = try params.string("ch")
        return try format(params) { feature, document in
            let own = typed == "\n" ? line - 1 : line
            return own < 0 ? [] : feature.edits(document, in: own...own)
        }
    }
}
