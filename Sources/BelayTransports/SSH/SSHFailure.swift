/// The reason for a missing connection.
enum SSHFailure: Error, Hashable {
    /// ssh's words.
    case unreachable(String)
    /// ssh itself cannot be started, or its socket has no place.
    case refused(CommandRefusal)
    case cancelled
}
