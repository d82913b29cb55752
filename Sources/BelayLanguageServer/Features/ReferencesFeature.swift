import BelayData
import BelayLanguage
import BelaySource

/// Everywhere that what the cursor is on is said.
enum ReferencesFeature {
    static func references(_ cursor: Cursor, includesDefinition: Bool) -> DataValue {
        guard let search = SymbolSearch(cursor) else { return .null }
        let places = search.places().filter { includesDefinition || !$0.isDefinition }
        // Of a phrase its first word in each place, or one use would be there once for each word.
        return .array(firstWords(of: places).map { location($0, cursor.project).data })
    }

    /// The same in the document alone.
    static func highlights(_ cursor: Cursor) -> DataValue {
        guard let symbol = cursor.symbol else { return .null }
        let found = cursor.index.occurrences.filter { $0.symbol == symbol && $0.span.file == cursor.file }
        return .array(
            found.sorted { $0.span.start < $1.span.start }.map {
                ["range": cursor.range($0.span).data, "kind": .number($0.isDefinition ? 3 : 2)]
            })
    }

    private static func firstWords(of places: [SymbolSearch.Place]) -> [SymbolSearch.Place] {
        var last: SymbolSearch.Place?
        return places.filter { place in
            defer { last = place }
            guard let item = place.item, let before = last, before.path == place.path, let earlier = before.item else {
                return true
            }
            return item <= earlier
        }
    }

    static func location(_ place: SymbolSearch.Place, _ project: Project) -> Location {
        let lines = LineTable(project.bytes(of: place.path) ?? [], project.encoding)
        return Location(uri: project.address(of: place.path), range: lines.range(place.start, place.end))
    }
}
