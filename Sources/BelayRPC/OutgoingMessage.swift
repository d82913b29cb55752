public import BelayData

/// A message of a server, by JSON-RPC 2.0.
public enum OutgoingMessage: Sendable {
    case result(id: DataValue, DataValue)
    /// Without an `id` where that of the request could not be read and the protocol leaves it out.
    case error(id: DataValue?, ResponseError)
    case notification(method: String, params: DataValue)
    case request(id: Int, method: String, params: DataValue)

    public var data: DataValue {
        switch self {
        case .result(let id, let result): return ["jsonrpc": "2.0", "id": id, "result": result]
        case .error(let id?, let error): return ["jsonrpc": "2.0", "id": id, "error": error.data]
        case .error(nil, let error): return ["jsonrpc": "2.0", "error": error.data]
        case .notification(let method, let params):
            return ["jsonrpc": "2.0", "method": .string(method), "params": params]
        case .request(let id, let method, let params):
            return ["jsonrpc": "2.0", "id": .number(id), "method": .string(method), "params": params]
        }
    }
}
