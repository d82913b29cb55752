import CBelaySystem

/// The carrier of a command here, with this side's ends of its streams: a process of this machine, or a session over a
/// connection that is kept.
protocol CommandChannel: AnyObject, Sendable {
    /// Signals by `awaited` that there may be news of its end.
    var descriptor: Int32 { get }
    /// The event to wait for next on `descriptor`.
    var awaited: belay_event_kind { get }
    /// Takes what the command reads; `nil` where it reads nothing.
    var input: Int32? { get }
    var output: Int32 { get }
    var error: Int32 { get }

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

/// The end of what carries a command.
enum ChannelEnd: Hashable, Sendable {
    case exited(Int)
    /// By a signal's number.
    case signalled(Int)
    /// No session was seen to begin.
    case unsent(UnsentReason)
}

/// Why no session was seen to begin.
enum UnsentReason: Error, Hashable {
    /// There was no connection to hand the command to.
    case gone(String)
    /// It was handed over, and the connection broke before it said what became of it: it may have begun.
    case cutOff(String)
    /// The other side takes no further session now.
    case refused(String)
    /// This machine has no room for it now.
    case busy(String)

    var words: String {
        switch self {
        case .gone(let words), .cutOff(let words), .refused(let words), .busy(let words): words
        }
    }
}

/// Something that can be started to carry a command.
protocol CommandLauncher: Sendable {
    /// Its name where the system refuses to start it.
    var name: String { get }
    func start() throws(SystemError) -> any CommandChannel
}
