import BelayTestSupport
import Foundation

/// Executes one transcript in a folder of its own, with the program that was just built.
struct TranscriptRun {
    let folder: URL
    private let program: URL

    init() throws {
        program = try BuiltProgram.find()
        folder = FileManager.default.temporaryDirectory.appending(path: "belay-transcript-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "here"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: folder.appending(path: "bin"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "bin/belay"), withDestinationURL: program)
    }

    /// The folder in which commands are typed.
    var here: URL { folder.appending(path: "here") }

    /// The machine as the program sees it: a home of its own, and nothing of the person who runs the tests.
    var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(folder.path)/bin:\(path)", "HOME": folder.path, "LANG": "C.UTF-8",
            "XDG_STATE_HOME": "\(folder.path)/state", "BELAY_RUNBOOKS": Repository.runbooks.path,
        ]
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }

    /// The output of each command, made stable, in order.
    func outputs(of transcript: TranscriptFile) throws -> [[String]] {
        var outputs: [[String]] = []
        for part in transcript.parts {
            switch part {
            case .file(let name, let text): try write(text, to: name)
            case .command(let command): outputs.append(try output(of: command.typed))
            }
        }
        return outputs
    }

    func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: "here/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        if text.hasPrefix("#!") {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
    }

    func output(of typed: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "exec 2>&1\n" + typed]
        process.currentDirectoryURL = here
        process.environment = environment
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        var text = String(decoding: bytes, as: UTF8.self)
        if text.last == "\n" { text.removeLast() }
        var lines = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if process.terminationStatus != 0 { lines.append("[exit \(process.terminationStatus)]") }
        let normaliser = StableText(folder: here.path)
        return lines.map(normaliser.stable)
    }
}
