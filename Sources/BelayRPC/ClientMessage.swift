public import BelayData

/// What a client has sent, by JSON-RPC 2.0.
public enum ClientMessage: Sendable {
    case request(id: DataValue, method: String, params: Parameters)
    case notification(method: String, params: Parameters)
    /// An answer to a request of the server.
    case response
    /// Not a message of the protocol.
    case invalid(id: DataValue, ResponseError)

    /// - Parameter bytes: one JSON value.
    public init(_ bytes: [UInt8]) {
        let data: DataValue
        do throws(JSONError) {
            data = try DataValue(parsing: bytes)
        } catch {
            self = .invalid(id: .null, ResponseError(.parseError, "the message is not JSON: \(error)"))
            return
        }
        let id = data["id"]
        guard data.object != nil, id?.isMessageID ?? true else {
            self = .invalid(
                id: .null, ResponseError(.invalidRequest, "a message is an object, its id a number or a string"))
            return
        }
        guard let method = data["method"]?.string else {
            let isResponse = id != nil && (data["result"] != nil || data["error"] != nil)
            self =
                isResponse
                ? .response
                : .invalid(id: id ?? .null, ResponseError(.invalidRequest, "a message needs a `method`"))
            return
        }
        let params = Parameters(data["params"] ?? .null)
        self =
            id.map { .request(id: $0, method: method, params: params) } ?? .notification(method: method, params: params)
    }
}

extension DataValue {
    fileprivate var isMessageID: Bool { string != nil || int != nil || isNull }
}
