import BelayData
import BelayRPC

/// Answers the messages of one client. A call of a tool that has to wait is looked at now and then, and others are answered
/// meanwhile.
final class AgentServer {
    /// A request that has no answer yet.
    private struct Open {
        let id: DataValue
        let metadata: RequestMetadata
        /// Nil for one that stays open until it is cancelled.
        let call: (any WaitingCall)?
        /// The progress that was told last.
        var told = 0
    }

    /// So many calls are waited for; a client that wants more asks again.
    static let mostOpen = 32

    let content: any AgentContent
    let version: String
    private let send: (OutgoingMessage) -> Void
    /// The handshake of the versions that have one is over.
    private var isInitialized = false
    private var open: [Open] = []

    init(_ content: any AgentContent, version: String, send: @escaping (OutgoingMessage) -> Void) {
        self.content = content
        self.version = version
        self.send = send
    }

    /// Something is to be looked at again soon.
    var isWaiting: Bool { open.contains { $0.call != nil } }

    func receive(_ message: ClientMessage) {
        switch message {
        case .response: break
        case .invalid(let id, let error): send(.error(id: id.isNull ? nil : id, error))
        case .notification("notifications/cancelled", let params): if let id = params["requestId"] { cancel(id) }
        // One that nobody knows is no error.
        case .notification: break
        case .request(.null, _, _):
            send(.error(id: nil, ResponseError(.invalidRequest, "the id of a request is a number or a string")))
        case .request(let id, let method, let params):
            do throws(ResponseError) {
                try answer(id, method, params)
            } catch {
                send(.error(id: id, error))
            }
        }
    }

    /// Answers those calls whose results are there, and tells of the progress of the others.
    func look() {
        var left: [Open] = []
        for var request in open {
            if let result = request.call?.look() {
                send(.result(id: request.id, finished(DataValue(members: result.members), request.metadata)))
                continue
            }
            tellProgress(of: &request)
            left.append(request)
        }
        open = left
    }

    /// The client is gone.
    func end() {
        for request in open { request.call?.cancel() }
        open = []
    }

    private func cancel(_ id: DataValue) {
        guard let index = open.firstIndex(where: { $0.id == id }) else { return }
        open.remove(at: index).call?.cancel()
    }

    private func tellProgress(of request: inout Open) {
        guard let token = request.metadata.progressToken, let now = request.call?.progress(), now.done > request.told
        else { return }
        request.told = now.done
        var params = DataValue.Object()
        params["progressToken"] = token
        params["progress"] = .number(now.done)
        params["total"] = now.total.map { .number(max($0, now.done)) }
        params["message"] = .string(now.message)
        send(.notification(method: "notifications/progress", params: .object(params)))
    }

    // MARK: - Requests

    private func answer(_ id: DataValue, _ method: String, _ params: Parameters) throws(ResponseError) {
        if open.contains(where: { $0.id == id }) {
            throw ResponseError(.invalidRequest, "a request with this id has no answer yet")
        }
        let metadata = try RequestMetadata(params)
        if !metadata.isStateless { try checkHandshake(method) }
        switch (method, metadata.isStateless) {
        case ("initialize", false): send(.result(id: id, initialize(params)))
        case ("ping", false): send(.result(id: id, [:]))
        case ("tools/call", _): try call(id, params, metadata)
        case ("subscriptions/listen", true): listen(id, metadata)
        default:
            guard let result = try list(method, params, metadata) else {
                throw ResponseError(.methodNotFound, "there is no request `\(method)` here")
            }
            send(.result(id: id, finished(result, metadata, isKept: true)))
        }
    }

    private func checkHandshake(_ method: String) throws(ResponseError) {
        if method == "server/discover" {
            throw ResponseError(
                .invalidParams, "`_meta` needs `io.modelcontextprotocol/protocolVersion`, the version that is spoken")
        }
        if method == "initialize" {
            if isInitialized { throw ResponseError(.invalidRequest, "`initialize` comes once") }
        } else if !isInitialized, method != "ping" {
            throw ResponseError(
                .invalidRequest,
                "the first request is `initialize`, or each says its version and its client's capabilities in `_meta`")
        }
    }

    private func initialize(_ params: Parameters) -> DataValue {
        isInitialized = true
        let wanted = params["protocolVersion"]?.string ?? ""
        let spoken = ProtocolVersion.withHandshake.contains(wanted) ? wanted : ProtocolVersion.withHandshake[0]
        return [
            "protocolVersion": .string(spoken), "capabilities": Self.capabilities, "serverInfo": serverInfo,
            "instructions": .string(content.instructions),
        ]
    }

    private func call(_ id: DataValue, _ params: Parameters, _ metadata: RequestMetadata) throws(ResponseError) {
        let name = try params.string("name")
        guard let tool = content.tools.first(where: { $0.name == name }) else {
            throw ResponseError(.invalidParams, "there is no tool `\(name)`")
        }
        let given = params["arguments"] ?? [:]
        guard let members = given.object else {
            throw ResponseError(.invalidParams, "`arguments` must be an object")
        }
        let result: ToolResult
        do throws(ToolRefusal) {
            if open.count >= Self.mostOpen { throw ToolRefusal("\(open.count) requests are open; try again later") }
            switch try content.call(name, ToolArguments(members, of: tool)) {
            case .result(let found): result = found
            case .waits(let call):
                open.append(Open(id: id, metadata: metadata, call: call))
                return
            }
        } catch {
            result = .refused(error)
        }
        send(.result(id: id, finished(DataValue(members: result.members), metadata)))
    }

    /// A subscription to changes of lists: there are none that this server tells of, so it only stays open.
    private func listen(_ id: DataValue, _ metadata: RequestMetadata) {
        open.append(Open(id: id, metadata: metadata, call: nil))
        send(
            .notification(
                method: "notifications/subscriptions/acknowledged",
                params: ["_meta": [RequestMetadata.subscription: id], "notifications": [:]]))
    }
}
