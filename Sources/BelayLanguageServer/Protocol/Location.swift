import BelayData

/// A range of a document.
struct Location: Hashable {
    var uri: DocumentURI
    var range: PositionRange

    var data: DataValue { ["uri": .string(uri.text), "range": range.data] }
}
