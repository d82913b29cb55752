import BelayData
import BelayRPC

@testable import BelayAgentServer

/// A server with two tools, and what it has sent.
final class AgentSession {
    private final class Sent { var messages: [DataValue] = [] }

    private let box = Sent()
    let content = TwoTools()
    let server: AgentServer
    private var lastID = 0

    init() {
        server = AgentServer(content, version: "1") { [box] in box.messages.append($0.data) }
    }

    var sent: [DataValue] { box.messages }

    /// Parameters that say the version without a handshake.
    static func stateless(_ params: DataValue = [:], version: String = "2026-07-28") -> DataValue {
        var object = params.object ?? DataValue.Object()
        object["_meta"] = [
            "io.modelcontextprotocol/protocolVersion": .string(version),
            "io.modelcontextprotocol/clientCapabilities": [:],
        ]
        return .object(object)
    }

    func receive(_ text: String) { server.receive(ClientMessage(Array(text.utf8))) }

    func notify(_ method: String, _ params: DataValue) {
        receive((["jsonrpc": "2.0", "method": .string(method), "params": params] as DataValue).text)
    }

    /// The id of a request.
    func send(_ method: String, _ params: DataValue = [:]) -> Int {
        lastID += 1
        return send(lastID, method, params)
    }

    private func send(_ id: Int, _ method: String, _ params: DataValue) -> Int {
        receive((["jsonrpc": "2.0", "id": .number(id), "method": .string(method), "params": params] as DataValue).text)
        return id
    }

    /// Nil while there is no answer.
    func answered(_ id: Int) -> DataValue? { sent.last { $0["id"]?.int == id } }

    func answer(_ method: String, _ params: DataValue = [:]) -> DataValue { answered(send(method, params)) ?? .null }

    func request(_ method: String, _ params: DataValue = [:]) -> DataValue { answer(method, params)["result"] ?? .null }

    func code(_ method: String, _ params: DataValue = [:]) -> Int? { answer(method, params)["error"]?["code"]?.int }

    func initialize(_ version: String) -> DataValue {
        let result = request(
            "initialize",
            ["protocolVersion": .string(version), "capabilities": [:], "clientInfo": ["name": "t", "version": "1"]])
        notify("notifications/initialized", [:])
        return result
    }

    /// The text with which a tool refuses.
    func refusal(_ tool: String, _ arguments: DataValue) -> String? {
        let result = request("tools/call", ["name": .string(tool), "arguments": arguments])
        return result["isError"]?.bool == true ? result["content"]?[0]?["text"]?.string : nil
    }

    /// A call that is not answered yet.
    func call(_ tool: String, token: DataValue? = nil) -> Int {
        var params = DataValue.Object()
        params["name"] = .string(tool)
        params["_meta"] = token.map { ["progressToken": $0] }
        return send("tools/call", .object(params))
    }

    /// The answer to another request of the same id.
    func repeated(_ id: Int) -> DataValue { answered(send(id, "ping", [:])) ?? .null }

    var progress: [DataValue] {
        sent.filter { $0["method"]?.string == "notifications/progress" }.compactMap { $0["params"] }
    }
}

/// One tool that answers at once, and one that waits until it is told what to answer.
final class TwoTools: AgentContent {
    var result: ToolResult?
    var done = 0
    var cancelled = 0

    let instructions = "Echo and wait."
    let templates: [Resource] = []
    let tools = [
        Tool(
            "echo", title: "Echo", description: "Says it again.", effects: .reads,
            input: ToolSchema().adding("text", .stringSchema, "What to say."),
            output: ToolSchema().adding("text", .stringSchema, "The same.")),
        Tool("wait", title: "Wait", description: "Waits.", effects: .acts, input: ToolSchema(), output: nil),
    ]

    private final class Waiting: WaitingCall {
        private let tools: TwoTools

        init(_ tools: TwoTools) { self.tools = tools }

        func look() -> ToolResult? { tools.result }

        func progress() -> CallProgress? { CallProgress(done: tools.done, total: 5, message: "so far") }

        func cancel() { tools.cancelled += 1 }
    }

    func call(_ name: String, _ arguments: ToolArguments) throws(ToolRefusal) -> CallAnswer {
        if name == "wait" { return .waits(Waiting(self)) }
        return .result(.object(["text": .string(try arguments.string("text"))]))
    }

    func resources() throws(ToolRefusal) -> [Resource] {
        (1...150).map { Resource("test://\($0)", name: "\($0)", description: "", form: .plain) }
    }

    func read(_ uri: String) throws(ToolRefusal) -> (resource: Resource, text: String)? {
        if uri != "test://1" { return nil }
        return (Resource(uri, name: "1", description: "", form: .plain), "one")
    }
}
