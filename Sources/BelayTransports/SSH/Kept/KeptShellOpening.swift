import BelaySystem
import Synchronization

/// A shell that is about to be kept. It is there when it has said the mark `closed` on both streams, as after a command.
final class KeptShellOpening: CommandLauncher {
    private let request: MuxRequest
    private let connection: MasterConnection
    private let hasClosed: @Sendable () -> Void
    private let made = Mutex<(shell: KeptShell, command: KeptCommand)?>(nil)

    init(_ request: MuxRequest, over connection: MasterConnection, hasClosed: @escaping @Sendable () -> Void) {
        self.request = request
        self.connection = connection
        self.hasClosed = hasClosed
    }

    var name: String { request.name }

    func start() throws(SystemError) -> any CommandChannel {
        let shell = KeptShell(try MuxSession(request), over: connection, hasClosed: hasClosed)
        let command = KeptCommand(in: shell, MarkerLog())
        made.withLock { $0 = (shell, command) }
        return command
    }

    /// `nil` where it has not come about; what there was of it is closed.
    var shell: KeptShell? {
        made.withLock { made in
            guard let made else {
                hasClosed()
                return nil
            }
            if made.command.isOver { return made.shell }
            made.shell.close()
            return nil
        }
    }
}
