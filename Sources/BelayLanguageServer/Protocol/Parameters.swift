import BelayData

/// The parameters of a message, read by their names. What is missing or of another type makes the request invalid.
struct Parameters {
    let data: DataValue

    init(_ data: DataValue) { self.data = data }

    subscript(_ name: String) -> DataValue? { data[name] }

    func string(_ name: String) throws(ResponseError) -> String {
        guard let value = data[name]?.string else { throw Self.missing(name, "a string") }
        return value
    }

    func int(_ name: String) throws(ResponseError) -> Int {
        guard let value = data[name]?.int else { throw Self.missing(name, "a number") }
        return value
    }

    func inner(_ name: String) throws(ResponseError) -> Parameters {
        guard let value = data[name], value.object != nil else { throw Self.missing(name, "an object") }
        return Parameters(value)
    }

    func list(_ name: String) throws(ResponseError) -> [Parameters] {
        guard let value = data[name]?.array else { throw Self.missing(name, "a list") }
        return value.map { Parameters($0) }
    }

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

    private static func missing(_ name: String, _ wanted: String) -> ResponseError {
        ResponseError(.invalidParams, "`\(name)` must be \(wanted)")
    }
}
