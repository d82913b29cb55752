import BelayData
import BelayRPC
import Testing

@testable import BelayAgentServer

/// The protocol itself: versions, lists, calls that wait, requests of a wrong form.
struct AgentServerTests {
    private let session = AgentSession()

    @Test(arguments: [("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("1.0", "2025-11-25")])
    func `A handshake agrees on a version that both speak, or on the newest`(asked: String, wanted: String) {
        let result = session.initialize(asked)
        #expect(result["protocolVersion"]?.string == wanted)
        #expect(result["serverInfo"]?["name"]?.string == "belay")
        #expect(result["capabilities"] == ["tools": [:], "resources": [:]])
        #expect(session.request("tools/list")["tools"]?.array?.count == 2)
        #expect(session.request("ping") == [:])
    }

    @Test func `Before a handshake only a ping is answered, and a second one is refused`() {
        #expect(session.request("ping") == [:])
        #expect(session.code("tools/list") == -32600)
        _ = session.initialize("2025-11-25")
        #expect(session.code("initialize", ["protocolVersion": "2025-11-25"]) == -32600)
    }

    @Test func `A request that says its version needs no handshake, and gets a result that says whose it is`() throws {
        let result = session.request("tools/list", AgentSession.stateless())
        #expect(result["resultType"]?.string == "complete")
        #expect(result["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"]?.string == "belay")
        #expect(result["ttlMs"]?.int == 0 && result["cacheScope"]?.string == "private")
        let found = session.request("server/discover", AgentSession.stateless())
        #expect(found["supportedVersions"] == ["2026-07-28"])
        #expect(session.code("ping", AgentSession.stateless()) == -32601)
        #expect(session.code("initialize", AgentSession.stateless()) == -32601)
    }

    @Test func `Another version is refused with those that are spoken, and half of what belongs to it as such`() {
        let answer = session.answer("tools/list", AgentSession.stateless(version: "1900-01-01"))
        #expect(answer["error"]?["code"]?.int == -32022)
        #expect(answer["error"]?["data"]?["requested"]?.string == "1900-01-01")
        #expect(answer["error"]?["data"]?["supported"] == ["2026-07-28", "2025-11-25", "2025-06-18"])
        let half: DataValue = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]]
        #expect(session.code("tools/list", half) == -32602)
        #expect(session.code("server/discover") == -32602)
    }

    @Test(
        arguments: [
            ("{", -32700), ("[]", -32600), ("7", -32600), (#"{"id":1}"#, -32600), (#"{"id":{},"method":"x"}"#, -32600),
            (#"{"id":null,"method":"ping"}"#, -32600), ("\u{0}", -32700), (#"[{"id":1,"method":"ping"}]"#, -32600),
        ])
    func `What is no message is answered with what it is not`(text: String, wanted: Int) {
        session.receive(text)
        #expect(session.sent.count == 1 && session.sent[0]["error"]?["code"]?.int == wanted)
        #expect(session.sent[0]["id"]?.isNull != true, "the protocol has no null as an id")
    }

    @Test func `A call that nobody knows is an error of the protocol, and a wrong argument one of the tool`() {
        _ = session.initialize("2025-11-25")
        #expect(session.code("tools/call", ["name": "dance"]) == -32602)
        #expect(session.code("tools/call", ["name": "echo", "arguments": []]) == -32602)
        #expect(session.code("tools/call", [:]) == -32602)
        #expect(session.code("tools/dance") == -32601)
        #expect(session.refusal("echo", ["words": "x"]) == "`echo` has no argument `words`\n  it takes text")
        #expect(session.refusal("echo", [:]) == "the argument `text` is missing")
        #expect(session.refusal("echo", ["text": 7]) == "the argument `text` must be a string")
        #expect(session.refusal("echo", ["text": "a\u{0}"]) == "the argument `text` has a null character in it")
    }

    @Test func `A result is an object and the same as a text`() {
        _ = session.initialize("2025-11-25")
        let result = session.request("tools/call", ["name": "echo", "arguments": ["text": "a\nb"]])
        #expect(result["structuredContent"] == ["text": "a\nb"])
        #expect(result["content"]?[0]?["text"]?.string == #"{"text":"a\nb"}"#)
        #expect(result["isError"]?.bool == false)
    }

    @Test func `A call that waits is answered later, tells of its progress, and others are answered meanwhile`() {
        _ = session.initialize("2025-11-25")
        let call = session.call("wait", token: "t")
        #expect(session.request("ping") == [:])
        #expect(session.answered(call) == nil)
        session.content.done = 3
        session.server.look()
        session.server.look()
        #expect(session.progress == [["progressToken": "t", "progress": 3, "total": 5, "message": "so far"]])
        session.content.result = .text("over")
        session.server.look()
        #expect(session.answered(call)?["result"]?["content"]?[0]?["text"]?.string == "over")
        #expect(!session.server.isWaiting)
    }

    @Test func `A call that is cancelled is not answered, and its id can be used again`() {
        _ = session.initialize("2025-11-25")
        let call = session.call("wait")
        #expect(session.repeated(call)["error"]?["code"]?.int == -32600)
        session.notify("notifications/cancelled", ["requestId": .number(call)])
        session.notify("notifications/cancelled", ["requestId": "nobody's"])
        session.notify("notifications/cancelled", [:])
        #expect(session.content.cancelled == 1)
        session.content.result = .text("over")
        session.server.look()
        #expect(session.answered(call)?["result"] == nil)
    }

    @Test func `Too many calls that wait are refused`() {
        _ = session.initialize("2025-11-25")
        for _ in 0..<AgentServer.mostOpen { _ = session.call("wait") }
        #expect(session.refusal("wait", [:]) == "32 requests are open; try again later")
        session.server.end()
        #expect(session.content.cancelled == AgentServer.mostOpen)
    }

    @Test func `A long list comes in pages`() throws {
        _ = session.initialize("2025-11-25")
        let first = session.request("resources/list")
        #expect(first["resources"]?.array?.count == 100)
        let cursor = try #require(first["nextCursor"])
        let second = session.request("resources/list", ["cursor": cursor])
        #expect(second["resources"]?.array?.count == 50 && second["nextCursor"] == nil)
        for wrong: DataValue in ["x", "-1", "0", "999", 100] {
            #expect(session.code("resources/list", ["cursor": wrong]) == -32602)
        }
    }

    @Test func `What cannot be read has another code in each kind of version`() {
        #expect(session.code("resources/read", AgentSession.stateless(["uri": "belay://x"])) == -32602)
        _ = session.initialize("2025-11-25")
        #expect(session.code("resources/read", ["uri": "belay://x"]) == -32002)
        #expect(session.request("resources/read", ["uri": "test://1"])["contents"]?[0]?["text"]?.string == "one")
    }

    @Test func `A subscription is acknowledged with what it will get, nothing, and stays open`() {
        let id = session.send(
            "subscriptions/listen", AgentSession.stateless(["notifications": ["toolsListChanged": true]]))
        #expect(session.answered(id) == nil)
        #expect(session.sent.last?["method"]?.string == "notifications/subscriptions/acknowledged")
        #expect(session.sent.last?["params"]?["notifications"] == [:])
        #expect(session.sent.last?["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"]?.int == id)
        #expect(!session.server.isWaiting)
    }
}
