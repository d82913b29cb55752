public import BelayData

/// The parameters of a message, read by their names. What is missing or of another type makes the request invalid.
public struct Parameters: Sendable {
    public let data: DataValue

    public init(_ data: DataValue) { self.data = data }

    public subscript(_ name: String) -> DataValue? { data[name] }

    public func string(_ name: String) throws(ResponseError) -> String {
        guard let value = data[name]?.string else { throw Self.missing(name, "a string") }
        return value
    }

    public func int(_ name: String) throws(ResponseError) -> Int {
        guard let value = data[name]?.int else { throw Self.missing(name, "a number") }
        return value
    }

    public func inner(_ name: String) throws(ResponseError) -> Parameters {
        guard let value = data[name], value.object != nil else { throw Self.missing(name, "an object") }
        return Parameters(value)
    }

    public func list(_ name: String) throws(ResponseError) -> [Parameters] {
        guard let value = data[name]?.array else { throw Self.missing(name, "a list") }
        return value.map { Parameters($0) }
    }

    private static func missing(_ name: String, _ wanted: String) -> ResponseError {
        ResponseError(.invalidParams, "`\(name)` must be \(wanted)")
    }
}
