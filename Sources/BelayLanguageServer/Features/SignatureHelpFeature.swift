import BelayCompletion
import BelayData
import BelayLanguage

/// The signatures of the phrases that are being said, and which of their places is next.
enum SignatureHelpFeature {
    static func help(_ cursor: Cursor) -> DataValue {
        let words = StatementWords(cursor.statementText)
        let row = PhraseStart(words.words)
        guard !row.words.isEmpty else { return .null }
        let found = StatementCompleter(cursor.completionScope).matches(row, words.partial)
        guard !found.isEmpty, found.count <= 20 else { return .null }
        // A value may stand where a word is expected only if the word is typed: those come first.
        return [
            "signatures": .array(found.map { signature($0, words.partial) }), "activeSignature": 0,
        ]
    }

    private static func signature(_ progress: PhraseProgress, _ partial: String) -> DataValue {
        let signature = progress.phrase.signature
        var label = ""
        var parameters: [DataValue] = []
        var active: Int?
        let done = signature.items.count - progress.rest.count - (progress.next == .options ? 0 : 1)
        for (index, item) in signature.items.enumerated() {
            if !label.isEmpty { label += " " }
            switch item {
            case .word(let word): label += word
            case .placeholder(let placeholder):
                let text = "(\(placeholder.name): \(placeholder.typeName))"
                if index >= done, active == nil { active = parameters.count }
                parameters.append(parameter(text, behind: label))
                label += text
            }
        }
        for option in signature.options {
            let text = "[\(option.name): \(option.typeName)]"
            label += " "
            if progress.next == .options, active == nil, progress.options.contains(where: { $0.name == option.name }) {
                active = parameters.count
            }
            parameters.append(parameter(text, behind: label))
            label += text
        }
        if let gives = signature.gives { label += " gives \(gives.name)" }
        var object = DataValue.Object()
        object["label"] = .string(label)
        if !progress.phrase.documentation.isEmpty { object["documentation"] = .string(progress.phrase.documentation) }
        object["parameters"] = .array(parameters)
        object["activeParameter"] = .number(active ?? max(0, parameters.count - 1))
        return .object(object)
    }

    /// Its place in the label, in UTF-16 as the specification counts there.
    private static func parameter(_ text: String, behind label: String) -> DataValue {
        let start = label.utf16.count
        return ["label": [.number(start), .number(start + text.utf16.count)]]
    }
}
