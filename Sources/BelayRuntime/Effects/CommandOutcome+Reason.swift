extension CommandOutcome.Ending {
    /// What an ending that is no success means.
    public struct Reason: Hashable, Sendable {
        public var kind: Failure.Kind
        /// One sentence, without a full stop.
        public var message: String
        public var status: Int?
    }

    /// - Parameter allowed: the limit of the command as it was written.
    public func reason(at location: Location, allowed: Duration) -> Reason {
        let place = location.host.map { " on \($0.shown)" } ?? ""
        return switch self {
        case .exited(let status):
            Reason(kind: .command, message: "the command\(place) ended with status \(status)", status: status)
        case .signalled(let signal):
            Reason(kind: .command, message: "the command\(place) was ended by signal \(signal)")
        case .timedOut:
            Reason(kind: .deadline, message: "the command\(place) did not end within \(Value.text(of: allowed))")
        case .unreachable(let reason): Reason(kind: .unreachable, message: reason)
        case .notStarted(let reason): Reason(kind: .command, message: reason)
        case .unknown(let reason): Reason(kind: .unknown, message: reason)
        case .cancelled: Reason(kind: .unknown, message: "the command\(place) was cancelled")
        }
    }
}
