import BelayData
import BelayTestSupport
import Foundation
import Glibc

/// A real `belay mcp`, spoken to line by line.
final class AgentProcess {
    private let process = Process()
    private let toServer = Pipe()
    private let fromServer = Pipe()
    private var lastID = 0
    private var unread = Data()

    /// - Parameter options: of the command.
    init(in folder: AgentFolder, _ options: [String] = [], initializes: Bool = true) throws {
        process.executableURL = try BuiltProgram.find()
        process.arguments = ["mcp"] + options
        process.environment = folder.environment
        process.currentDirectoryURL = URL(filePath: folder.here)
        process.standardInput = toServer
        process.standardOutput = fromServer
        try process.run()
        if !initializes { return }
        _ = try request(
            "initialize",
            [
                "protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": ["name": "t", "version": "1"],
            ])
        try write(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"# + "\n")
    }

    var isRunning: Bool { process.isRunning }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws { try toServer.fileHandleForWriting.write(contentsOf: Data(bytes)) }

    /// The next line that it sends; nil at the end.
    func next() throws -> DataValue? {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = [UInt8](unread[unread.startIndex..<end])
                unread = Data(unread[(end + 1)...])
                return try DataValue(parsing: line)
            }
            let more = fromServer.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread.append(more)
        }
    }

    /// The answer to a request, whatever comes before it.
    func request(_ method: String, _ params: DataValue = [:]) throws -> DataValue {
        lastID += 1
        let id = lastID
        try write(
            (["jsonrpc": "2.0", "id": .number(id), "method": .string(method), "params": params] as DataValue).text
                + "\n")
        while let message = try next() {
            if message["id"]?.int == id { return message["result"] ?? message["error"] ?? .null }
        }
        return .null
    }

    /// What a tool gives: its object, or its text.
    func call(_ tool: String, _ arguments: DataValue = [:]) throws -> DataValue {
        let result = try request("tools/call", ["name": .string(tool), "arguments": arguments])
        return result["structuredContent"] ?? result["content"]?[0]?["text"] ?? result
    }

    /// The text with which a tool refuses; empty where it does not.
    func refusal(_ tool: String, _ arguments: DataValue) throws -> String {
        let result = try request("tools/call", ["name": .string(tool), "arguments": arguments])
        return result["isError"]?.bool == true ? result["content"]?[0]?["text"]?.string ?? "" : ""
    }

    /// Closes its input and waits for its end.
    /// - Returns: its status.
    func end() throws -> Int32 {
        try toServer.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
