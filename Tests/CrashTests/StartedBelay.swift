import BelayTestSupport
import Foundation

/// A belay that was started in a folder, and may be stopped or gone by now.
final class StartedBelay {
    private let process = Process()
    private let folder: TemporaryFolder
    private let printedTo: String

    /// - Parameter printedTo: a file, since what belay leaves running when it is killed would hold a pipe open. Its process id is in the
    ///   file `process`.
    init(_ arguments: [String], _ environment: [String: String], in folder: TemporaryFolder, printedTo: String) {
        (self.folder, self.printedTo) = (folder, printedTo)
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "echo $$ > process; exec \"$0\" \"$@\"", BuiltProgram.path()] + arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = environment
        folder.write("", to: printedTo)
        let printed = FileHandle(forWritingAtPath: "\(folder.path)/\(printedTo)")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = printed
        process.standardError = printed
        try? process.run()
    }

    var isRunning: Bool { process.isRunning }
    var printed: String { folder.read(printedTo) }

    /// Its exit status, or minus the signal that ended it, when it has ended.
    var status: Int32 {
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }

    /// Its exit status when it has ended; nil when it was killed.
    func wait() -> Int32? { status < 0 ? nil : status }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits until it is stopped.
    /// - Returns: false where it has ended instead.
    func waitUntilItStops() -> Bool {
        while process.isRunning {
            let words = SmallFile.read("/proc/\(process.processIdentifier)/stat").split(separator: ")").last
            if words?.split(separator: " ").first == "T" { return true }
            usleep(10_000)
        }
        return false
    }

    func wake() { signal(SIGCONT) }
}
