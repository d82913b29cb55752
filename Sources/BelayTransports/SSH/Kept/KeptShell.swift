import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// A session on a host that stays open with the script `KeptShellScript` in it. One command at a time has its streams.
final class KeptShell: Sendable {
    let connection: MasterConnection
    let session: MuxSession
    private let isClosed = Mutex(false)
    private let hasClosed: @Sendable () -> Void

    init(_ session: MuxSession, over connection: MasterConnection, hasClosed: @escaping @Sendable () -> Void) {
        self.session = session
        self.connection = connection
        self.hasClosed = hasClosed
    }

    deinit { close() }

    /// It can be given a command: it is still there, and has said nothing that nobody has heard.
    var isFree: Bool {
        connection.isOpen && session.ending() == nil && belay_waiting(session.output) == 0
            && belay_waiting(session.error) == 0
    }

    /// Ends it, while somebody may still read from its streams.
    func retire() { session.signalSession(SIGKILL) }

    /// Closes it when it has ended by itself, which the end of its input makes it do, or after a second.
    func closeGracefully() async {
        session.endInput()
        for _ in 0..<100 where session.ending() == nil { try? await Task.sleep(for: .milliseconds(10)) }
        close()
    }

    /// Ends it where nobody uses its streams any more.
    func close() {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        retire()
        session.discard()
        hasClosed()
    }
}
