import BelayTestSupport
import Foundation

/// A program that is run to its end.
struct ProgramRun {
    let output: String
    let status: Int32

    /// - Parameter variables: besides those of the tests.
    init(_ words: [String], variables: [String: String] = [:], input: String? = nil) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
        let (read, written) = (Pipe(), Pipe())
        process.standardOutput = read
        process.standardInput = written
        try process.run()
        if let input { try written.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
        try written.fileHandleForWriting.close()
        output = String(decoding: try read.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
