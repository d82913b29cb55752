import BelayData
import BelayRPC
import BelayTestSupport
import BelayWorkspace
import Foundation
import Testing

@testable import BelayLanguageServer

/// Requests in a wrong order, of a wrong form, or of a kind that nobody knows.
struct ProtocolTests {
    private func code(_ answer: DataValue) -> Int? { answer["code"]?.int }

    private func fresh() -> (server: LanguageServer, sent: () -> [DataValue]) {
        let box = Box()
        let server = LanguageServer(
            Surroundings(environment: [:], workingFolder: "/", executable: ""),
            labs: BuiltInLabs([], isName: { _ in false }),
            version: "1", format: nil
        ) { box.sent.append($0.data) }
        return (server, { box.sent })
    }

    private final class Box { var sent: [DataValue] = [] }

    private func receive(_ server: LanguageServer, _ text: String) { server.receive(ClientMessage(Array(text.utf8))) }

    @Test func `A request before initialize is refused, a notification dropped`() {
        let (server, sent) = fresh()
        receive(server, #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}"#)
        receive(server, #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}"#)
        #expect(sent().count == 1)
        #expect(sent()[0]["error"]?["code"]?.int == -32002)
    }

    @Test(
        arguments: [
            ("{", -32700), ("[]", -32600), ("7", -32600), (#"{"id":1}"#, -32600), (#"{"id":{},"method":"x"}"#, -32600),
            ("\u{0}", -32700), ("", -32700),
        ])
    func `What is no message is answered with what it is not`(text: String, wanted: Int) {
        let (server, sent) = fresh()
        receive(server, text)
        #expect(sent().map { $0["error"]?["code"]?.int } == [wanted])
    }

    @Test func `A method that nobody knows, and parameters that are missing`() {
        let session = ServerSession()
        #expect(code(session.request("textDocument/dance", [:])) == -32601)
        #expect(code(session.request("textDocument/hover", [:])) == -32602)
        #expect(code(session.request("textDocument/hover", .null)) == -32602)
        #expect(code(session.ask("hover", "missing.runbook", Position(line: 0, character: 0))) == -32602)
        session.open("a.runbook", "runbook \"A\" \"B\"\n")
        #expect(code(session.ask("hover", "a.runbook", Position(line: -1, character: 0))) == -32602)
        #expect(code(session.ask("hover", "a.runbook", Position(line: 9_999, character: 9_999))) == nil)
        #expect(code(session.ask("rename", "a.runbook", Position(line: 0, character: 0), [("newName", "x")])) == -32803)
        let count = session.sent.count
        session.notify("$/whatever", .null)
        session.notify("textDocument/didChange", ["textDocument": ["uri": "file:///missing"], "contentChanges": []])
        #expect(session.sent[count...].allSatisfy { $0["method"]?.string == "window/logMessage" })
    }

    @Test func `After shutdown nothing is answered, and exit says whether it was orderly`() {
        let session = ServerSession()
        #expect(code(session.request("initialize", [:])) == -32600)
        #expect(session.request("shutdown", .null) == .null)
        #expect(code(session.request("shutdown", .null)) == -32600)
        let (server, _) = fresh()
        receive(server, #"{"jsonrpc":"2.0","method":"exit"}"#)
        #expect(server.exitStatus == 1)
    }

    @Test func `A request that is cancelled before its turn is not worked on`() {
        let (server, sent) = fresh()
        receive(server, #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#)
        server.cancelled = ["two"]
        receive(server, #"{"jsonrpc":"2.0","id":"two","method":"workspace/symbol","params":{"query":""}}"#)
        #expect(sent().last?["error"]?["code"]?.int == -32800)
        receive(server, #"{"jsonrpc":"2.0","id":"two","method":"workspace/symbol","params":{"query":""}}"#)
        #expect(sent().last?["result"] == [])
    }

    @Test func `The program ends by itself when its client is gone, and survives what is no message`() throws {
        let belay = try BuiltProgram.find().path
        #expect(try ProgramRun([belay, "lsp"], input: "").status == 1)
        let text =
            "Content-Length: x\r\n\r\n{}Content-Length: 2\r\n\r\n{}"
            + "Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"
        let run = try ProgramRun([belay, "lsp"], input: text)
        #expect(run.status == 1)
        #expect(run.output.contains("-32700") && run.output.contains("-32600"))
    }
}
