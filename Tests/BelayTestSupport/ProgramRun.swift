import Foundation

/// A program that is run to its end.
package struct ProgramRun {
    package let output: String
    package let status: Int32

    /// - Parameters:
    ///   - variables: besides those of the tests.
    ///   - folder: where it is started; nil for where the tests are.
    package init(_ words: [String], variables: [String: String] = [:], input: String? = nil, in folder: String? = nil)
        throws
    {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
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
