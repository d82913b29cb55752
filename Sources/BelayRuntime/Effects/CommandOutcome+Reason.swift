extension CommandOutcome.Ending {
    /// The reason of an ending that is not a success.
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
            Reason(kind: .command, message: "exit status \(status)\(place)", status: status)
        case .signalled(let signal):
            Reason(kind: .command, message: "killed by signal \(signal)\(place)")
        case .timedOut:
            Reason(kind: .deadline, message: "the command\(place) did not finish within \(Value.text(of: allowed))")
        case .unreachable(let reason): Reason(kind: .unreachable, message: reason)
        case .notStarted(let reason): Reason(kind: .command, message: reason)
        case .unknown(let reason): Reason(kind: .unknown, message: reason)
        case .fileFailed(let reason): Reason(kind: .command, message: reason)
        case .cancelled: Reason(kind: .unknown, message: "the command\(place) was cancelled")
        }
    }
}
