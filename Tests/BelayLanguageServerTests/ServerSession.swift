import BelayData
import BelayRPC
import BelayTestSupport
import BelayWorkspace
import Foundation
import Testing

@testable import BelayLanguageServer

/// A client that speaks with a server in this process.
final class ServerSession {
    let folder = TemporaryFolder("lsp")
    private(set) var sent: [DataValue] = []
    private var server: LanguageServer!
    private var lastID = 0

    /// - Parameters:
    ///   - runbooks: the folder of the bundled ones; by default those of the repository.
    ///   - encoding: what the client counts characters in.
    init(
        runbooks: String = Repository.runbooks.path, encoding: String = "utf-8", environment: [String: String] = [:],
        format: (@Sendable ([UInt8]) -> [UInt8])? = nil
    ) {
        var variables = environment
        variables["BELAY_RUNBOOKS"] = runbooks
        let surroundings = Surroundings(
            environment: variables, workingFolder: folder.path, executable: "/nowhere/belay")
        server = LanguageServer(
            surroundings, labs: BuiltInLabs(["kops"], isName: { $0 == "kops" }), version: "1", format: format
        ) { [unowned self] in sent.append($0.data) }
        request(
            "initialize",
            [
                "capabilities": [
                    "general": ["positionEncodings": [.string(encoding)]],
                    "textDocument": ["completion": ["completionItem": ["snippetSupport": true]]],
                ],
                "workspaceFolders": [["uri": .string(uri("").dropLast().description), "name": "test"]],
            ])
    }

    func uri(_ name: String) -> String { DocumentURI(path: "\(folder.path)/\(name)").text }

    /// The result; the error instead where there is one.
    @discardableResult
    func request(_ method: String, _ params: DataValue) -> DataValue {
        lastID += 1
        receive(["jsonrpc": "2.0", "id": .number(lastID), "method": .string(method), "params": params])
        guard let answer = sent.last(where: { $0["id"]?.int == lastID }) else { return .null }
        return answer["result"] ?? answer["error"] ?? .null
    }

    func notify(_ method: String, _ params: DataValue) {
        receive(["jsonrpc": "2.0", "method": .string(method), "params": params])
    }

    func receive(_ message: DataValue) { receive(message.text) }

    func receive(_ text: String) { server.receive(ClientMessage(Array(text.utf8))) }

    // MARK: - Documents

    func open(_ name: String, _ text: String) {
        notify(
            "textDocument/didOpen",
            ["textDocument": ["uri": .string(uri(name)), "languageId": "belay", "version": 1, "text": .string(text)]])
    }

    func close(_ name: String) { notify("textDocument/didClose", ["textDocument": ["uri": .string(uri(name))]]) }

    func change(_ name: String, version: Int, _ changes: [DataValue]) {
        notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(uri(name)), "version": .number(version)],
                "contentChanges": .array(changes),
            ])
    }

    /// A request about a place in a document.
    func ask(_ feature: String, _ name: String, _ position: Position? = nil, _ more: [(String, DataValue)] = [])
        -> DataValue
    {
        var params = DataValue.Object()
        params["textDocument"] = ["uri": .string(uri(name))]
        if let position { params["position"] = position.data }
        for (key, value) in more { params[key] = value }
        return request("textDocument/\(feature)", .object(params))
    }

    /// What the server finds wrong now with each document, by its name; what it has said before about others counts.
    func diagnostics() -> [String: [DataValue]] {
        server.publish()
        var found: [String: [DataValue]] = [:]
        for message in sent where message["method"]?.string == "textDocument/publishDiagnostics" {
            guard let uri = message["params"]?["uri"]?.string, let list = message["params"]?["diagnostics"]?.array
            else {
                continue
            }
            found[String(DocumentURI(uri).path.split(separator: "/").last ?? "")] = list
        }
        return found
    }
}
