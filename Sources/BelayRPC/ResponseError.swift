public import BelayData

/// Why a request has no result.
public struct ResponseError: Error, Hashable, Sendable {
    /// Those of JSON-RPC itself; a protocol that is made of it has more.
    public struct Code: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let parseError = Code(rawValue: -32700)
        public static let invalidRequest = Code(rawValue: -32600)
        public static let methodNotFound = Code(rawValue: -32601)
        public static let invalidParams = Code(rawValue: -32602)
        public static let internalError = Code(rawValue: -32603)
    }

    public var code: Code
    /// A sentence in plain words.
    public var message: String
    /// What a program is to know besides.
    public var details: DataValue?

    public init(_ code: Code, _ message: String, details: DataValue? = nil) {
        self.code = code
        self.message = message
        self.details = details
    }

    public var data: DataValue {
        var object = DataValue.Object()
        object["code"] = .number(code.rawValue)
        object["message"] = .string(message)
        object["data"] = details
        return .object(object)
    }
}
