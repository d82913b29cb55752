/// The statuses by which shells, and sudo, report that a command was ended by a signal.
public enum CommandSignal {
    public static let killed = 137
    public static let brokenPipe = 141
    public static let terminated = 143
    public static let hungUp = 129

    /// Those that the end of a connection can send to what runs behind it.
    static let ofLoss = [brokenPipe, hungUp]
}
