import BelayRuntime
import BelaySystem
import CBelaySystem

/// A running command as it is reached from here, with this side's ends of its streams: a process of this machine, or a
/// session over a connection that is kept.
protocol CommandChannel: AnyObject, Sendable {
    /// Signals by `awaited` that there may be news of its end.
    var descriptor: Int32 { get }
    /// The event to wait for next on `descriptor`.
    var awaited: belay_event_kind { get }
    /// Takes what the command reads; `nil` where it reads nothing.
    var input: Int32? { get }
    var output: Int32 { get }
    var error: Int32 { get }

    /// The streams are not the command's alone: a cue says where each ends, and who has lent them closes them.
    var keepsStreams: Bool { get }
    /// The cue has come.
    func noteClosed(_ stream: OutputPiece.Stream)

    /// The time it may take to begin before it is given up; `nil` for no limit.
    var beginningLimit: Duration? { get }

    /// Ends what has not begun yet.
    func giveUpBeginning()
    /// Its end, once it has ended. Never waits.
    func ending() -> ChannelEnd?
    /// It has ended, and nothing of it is needed any more.
    func reap()
    /// Ends what nobody will watch.
    func discard()
    /// Asks all that belongs to it on this machine to end, by a signal's number.
    func signalSession(_ signal: Int32)
    /// Something that belongs to it on this machine is still alive.
    func hasLivingSession() -> Bool
}

extension CommandChannel {
    var keepsStreams: Bool { false }

    func noteClosed(_ stream: OutputPiece.Stream) {}
}

/// What can be started to run a command.
protocol CommandLauncher: Sendable {
    /// Its name where the system refuses to start it.
    var name: String { get }
    func start() throws(SystemError) -> any CommandChannel
}
