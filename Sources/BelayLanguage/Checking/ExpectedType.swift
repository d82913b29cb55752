import BelaySource

/// An expected type, and the reason for it.
struct ExpectedType {
    enum Source {
        /// A placeholder or an option of a phrase, by its name.
        case placeholder(DefinitionNumber, String)
        case place
    }

    var type: ValueType
    var source: Source = .place
}
