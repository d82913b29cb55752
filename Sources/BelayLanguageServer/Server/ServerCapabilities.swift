import BelayData

/// What this server can do.
enum ServerCapabilities {
    static func data(_ encoding: PositionEncoding, formats: Bool) -> DataValue {
        let data: DataValue = [
            "positionEncoding": .string(encoding.rawValue),
            "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
            "completionProvider": ["triggerCharacters": ["$", ".", "{", "=", "/", ":"]],
            "definitionProvider": true,
            "typeDefinitionProvider": true,
            "hoverProvider": true,
            "signatureHelpProvider": ["triggerCharacters": [" "]],
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "renameProvider": ["prepareProvider": true],
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "semanticTokensProvider": ["legend": SemanticTokensFeature.legend, "full": true, "range": true],
            "inlayHintProvider": true,
            "codeLensProvider": ["resolveProvider": false],
            "codeActionProvider": ["codeActionKinds": ["quickfix"]],
            "documentFormattingProvider": .bool(formats),
            "documentRangeFormattingProvider": .bool(formats),
            "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
        ]
        guard formats, case .object(var object) = data else { return data }
        object["documentOnTypeFormattingProvider"] = [
            "firstTriggerCharacter": "}", "moreTriggerCharacter": ["\n"],
        ]
        return .object(object)
    }
}
