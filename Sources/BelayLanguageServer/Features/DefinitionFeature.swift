import BelayData
import BelayLanguage
import BelaySource
import BelayWorkspace

/// Where what is said is introduced: a phrase, a name, a type, a library.
enum DefinitionFeature {
    static func definition(_ cursor: Cursor) -> DataValue {
        guard let symbol = cursor.symbol else { return .null }
        return cursor.location(cursor.definition(of: symbol)).data
    }

    /// Of a name, the place where its type gets its name.
    static func typeDefinition(_ cursor: Cursor) -> DataValue {
        guard case .name(let span)? = cursor.symbol else { return .null }
        // The type is written behind the name: `(which: which)`, `param name: type`.
        let written = cursor.index.occurrences.first { occurrence in
            guard case .type = occurrence.symbol, occurrence.span.file == span.file else { return false }
            return occurrence.span.start > span.end
                && isOnly(" :", between: span.end, occurrence.span.start, of: span, cursor)
        }
        guard let written else { return .null }
        return cursor.location(cursor.definition(of: written.symbol)).data
    }

    /// Between name and type there is a colon, and perhaps `list of`.
    private static func isOnly(_ characters: String, between start: Int, _ end: Int, of span: Span, _ cursor: Cursor)
        -> Bool
    {
        let text = cursor.workspace.sources[span.file.rawValue].text(of: Span(file: span.file, start: start, end: end))
        return text.replacing("list of", with: "").allSatisfy { characters.contains($0) }
    }
}
