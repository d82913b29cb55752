import BelaySystem
import Glibc

/// A command that is to run in a session of its own over a connection that an ssh process keeps.
struct MuxRequest: CommandLauncher {
    /// No system starts a program with a longer argument, and the host's shell is given the text as one.
    private static let longestText = 128 << 10

    var socket: MuxSocket
    /// The text for the host's shell.
    var text: String
    var environment: ProcessEnvironment
    /// Without, standard input is empty.
    var hasInput: Bool

    var name: String { "ssh" }

    var message: [UInt8] { MuxMessage.session(running: text, variables: environment.entries) }

    func start() throws(SystemError) -> any CommandChannel {
        guard text.utf8.count < Self.longestText else { throw SystemError(E2BIG, in: "ssh") }
        return try MuxSession(self)
    }
}
