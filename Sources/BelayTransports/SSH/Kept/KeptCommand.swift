import BelayRuntime
import BelaySystem
import CBelaySystem
import Synchronization

/// One command in a shell that is kept: its streams are the shell's until the mark `closed` has come on both.
final class KeptCommand: CommandChannel {
    private struct State {
        var closed: Set<OutputPiece.Stream> = []
        var ending: ChannelEnd?
    }

    private let shell: KeptShell
    private let log: MarkerLog
    private let state = Mutex(State())

    init(in shell: KeptShell, _ log: MarkerLog) {
        self.shell = shell
        self.log = log
    }

    var descriptor: Int32 { shell.session.descriptor }
    var awaited: belay_event_kind { shell.session.awaited }
    var input: Int32? { shell.session.input }
    var output: Int32 { shell.session.output }
    var error: Int32 { shell.session.error }
    let keepsStreams = true

    func noteClosed(_ stream: OutputPiece.Stream) { state.withLock { _ = $0.closed.insert(stream) } }

    /// Both marks have come, and the shell is free for another command.
    var isOver: Bool { state.withLock { $0.closed.count == 2 } }

    var beginningLimit: Duration? { shell.session.beginningLimit }

    func giveUpBeginning() { shell.session.giveUpBeginning() }

    /// Once both streams are closed the status that was told; or else the end of the shell.
    func ending() -> ChannelEnd? {
        state.withLock { state in
            if state.ending == nil {
                state.ending = state.closed.count == 2 ? .exited(log.markers.left ?? 255) : shell.session.ending()
            }
            return state.ending
        }
    }

    func reap() {}

    func discard() { shell.retire() }

    /// On this machine nothing belongs to it. The shell cannot be used any more.
    func signalSession(_ signal: Int32) {
        state.withLock { state in
            guard state.ending == nil, state.closed.count < 2 else { return }
            state.ending = .signalled(Int(signal))
            shell.retire()
        }
    }

    func hasLivingSession() -> Bool { ending() == nil }
}

/// Gives a command to a shell that is kept.
struct KeptLauncher: CommandLauncher {
    var shell: KeptShell
    var log: MarkerLog

    var name: String { "ssh" }

    func start() throws(SystemError) -> any CommandChannel { KeptCommand(in: shell, log) }
}
