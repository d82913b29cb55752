import BelayTestSupport
import Foundation
import Testing

/// Another program that knows the right answer: it gets all cases of a test at once, a line each, and answers with a line
/// each.
enum Reference {
    /// Each test throws from there; `BELAY_SEED` throws others.
    static let seed: UInt64 = 7

    /// Debian's, for which PyYAML is installed.
    static func python(_ script: String, _ cases: [String]) throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/\(script)").path
        return try run("/usr/bin/python3", ["-X", "utf8", file], Data((cases.joined(separator: "\n") + "\n").utf8))
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The output of a program; through files, as no pipe is as long as a test's cases.
    static func run(_ program: String, _ arguments: [String], _ input: Data) throws -> String {
        let folder = TemporaryFolder("reference")
        let (source, sink) = (URL(filePath: folder.path + "/input"), URL(filePath: folder.path + "/output"))
        try input.write(to: source)
        try Data().write(to: sink)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: sink)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) ended with status \(process.terminationStatus)")
        return try String(contentsOf: sink, encoding: .utf8)
    }
}
