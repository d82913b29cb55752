import BelaySource

/// The type that a place wants, and who says so.
struct ExpectedType {
    enum Source {
        /// A hole or an option of a phrase, by its name.
        case hole(DefinitionNumber, String)
        case place
    }

    var type: ValueType
    var source: Source = .place
}
