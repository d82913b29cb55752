/// Why a command was ended before its time.
enum StopReason: Hashable, Sendable {
    case limit
    case cancelled
}
