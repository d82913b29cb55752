/// The statuses by which shells, and sudo, tell that a command was ended by a signal.
public enum CommandSignal {
    public static let killed = 137
    public static let brokenPipe = 141
    public static let terminated = 143
}
