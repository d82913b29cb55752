/// Why there is no connection.
enum SSHFailure: Error, Hashable {
    /// ssh's words.
    case unreachable(String)
    /// ssh itself cannot be started, or there is no place for its socket.
    case refused(CommandRefusal)
    case cancelled
}
