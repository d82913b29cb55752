/// The times to wait where something does not end by itself.
public struct TransportTimeouts: Hashable, Sendable {
    /// From asking a process group to end until it is killed.
    public var grace: Duration
    /// For the streams to run dry once the command has ended and a descendant still holds them.
    public var drain: Duration
    /// For a command that has ended where it runs, while its channel has not.
    public var linger: Duration
    /// For reaching the remote host once more, to end a command there.
    public var reach: Duration
    /// For logging in on a host, beyond ssh's own limit for connecting.
    public var login: Duration
    /// For a host that greets nobody, from the first time that it is asked: it may have too much to do.
    public var crowd: Duration
    /// For a shell that is to be kept on a host to say that it is there.
    public var greeting: Duration
    /// For a host to be reached again whose connection was lost in the middle of a change, and to say what became of it.
    public var recovery: Duration
    /// For a descriptor or a process of this machine, where others have them all.
    public var shortage: Duration
    /// For all hosts together to remove what they have recorded of a run.
    public var farewell: Duration
    /// From killing until what does not even die of that is left alone.
    public var burial: Duration

    public init(
        grace: Duration = .seconds(2), drain: Duration = .milliseconds(200), linger: Duration = .seconds(1),
        reach: Duration = .seconds(30), login: Duration = .seconds(120), crowd: Duration = .seconds(40),
        greeting: Duration = .seconds(30),
        recovery: Duration = .seconds(60),
        shortage: Duration = .seconds(60),
        farewell: Duration = .seconds(3),
        burial: Duration = .seconds(5)
    ) {
        self.grace = grace
        self.drain = drain
        self.linger = linger
        self.reach = reach
        self.login = login
        self.crowd = crowd
        self.greeting = greeting
        self.recovery = recovery
        self.shortage = shortage
        self.farewell = farewell
        self.burial = burial
    }
}
