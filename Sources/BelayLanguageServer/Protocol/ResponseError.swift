import BelayData

/// Why a request has no result, with a code of the specification.
struct ResponseError: Error, Hashable {
    enum Code: Int {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case serverNotInitialized = -32002
        case requestFailed = -32803
        case requestCancelled = -32800
    }

    var code: Code
    /// A sentence in plain words.
    var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var data: DataValue { ["code": .number(code.rawValue), "message": .string(message)] }
}
