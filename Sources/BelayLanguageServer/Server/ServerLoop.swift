import BelayRPC
import BelaySystem
public import BelayWorkspace
import Glibc

/// The language server on two open files: reads messages, answers them, and says what is wrong when none is waiting.
public struct ServerLoop {
    private let input: Int32
    private let output: Int32
    private let surroundings: Surroundings
    private let labs: BuiltInLabs
    private let version: String
    private let format: (@Sendable (_ text: [UInt8]) -> [UInt8])?

    /// - Parameters:
    ///   - labs: those that are no files.
    ///   - version: of Belay, as the client may show it.
    ///   - format: a whole text into the one style of the language; nil for a server that does not format.
    public init(
        input: Int32, output: Int32, _ surroundings: Surroundings, labs: BuiltInLabs, version: String,
        format: (@Sendable (_ text: [UInt8]) -> [UInt8])? = nil
    ) {
        self.input = input
        self.output = output
        self.surroundings = surroundings
        self.labs = labs
        self.version = version
        self.format = format
    }

    /// Serves until `exit`, or until the client is gone.
    /// - Returns: 0 when the client has said `shutdown` before, 1 otherwise.
    public func run() -> Int32 {
        var isGone = false
        let output = self.output
        let server = LanguageServer(surroundings, labs: labs, version: version, format: format) { message in
            do throws(SystemError) {
                try File.write(message.bytes[...], to: output)
            } catch {
                isGone = true
            }
        }
        var inbox = Inbox(input)
        while !isGone {
            // What is wrong is worked out only when nothing else is to be done: while one types, of the last key.
            if server.hasNews, inbox.isEmpty, !inbox.take(waits: false) || inbox.isEmpty {
                server.publish()
            }
            guard inbox.take(waits: inbox.isEmpty) || !inbox.isEmpty else { break }
            guard let message = inbox.next(cancelling: &server.cancelled) else { continue }
            server.receive(message)
            if let status = server.exitStatus { return status }
        }
        return 1
    }
}
