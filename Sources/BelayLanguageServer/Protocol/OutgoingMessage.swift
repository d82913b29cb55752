import BelayData

/// A message of the server, as it is written.
enum OutgoingMessage {
    case result(id: DataValue, DataValue)
    case error(id: DataValue, ResponseError)
    case notification(method: String, params: DataValue)
    case request(id: Int, method: String, params: DataValue)

    var data: DataValue {
        switch self {
        case .result(let id, let result): ["jsonrpc": "2.0", "id": id, "result": result]
        case .error(let id, let error): ["jsonrpc": "2.0", "id": id, "error": error.data]
        case .notification(let method, let params): ["jsonrpc": "2.0", "method": .string(method), "params": params]
        case .request(let id, let method, let params):
            ["jsonrpc": "2.0", "id": .number(id), "method": .string(method), "params": params]
        }
    }

    /// With its header.
    var bytes: [UInt8] {
        let body = data.bytes
        return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}
