import BelayRPC

extension Parameters {
    /// Of `textDocument`.
    func document() throws(ResponseError) -> DocumentURI {
        DocumentURI(try inner("textDocument").string("uri"))
    }

    func position(_ name: String = "position") throws(ResponseError) -> Position {
        try Position(try inner(name))
    }

    func range(_ name: String = "range") throws(ResponseError) -> PositionRange {
        let range = try inner(name)
        return PositionRange(start: try range.position("start"), end: try range.position("end"))
    }
}
