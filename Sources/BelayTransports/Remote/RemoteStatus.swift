import BelayRuntime

/// The answer of a host about a change that it keeps a record of.
enum RemoteStatus: Hashable, Sendable {
    /// It still runs: the process that carries it, for how long, and the token among that process's arguments.
    case runs(process: Int, elapsed: Duration?, token: String)
    case exited(Int)
    /// It ended with this status when nothing that it printed got through any more.
    case exitedUnheard(Int)
    /// It was given up before it had begun.
    case void
    /// The machine was restarted after the command began.
    case rebooted
    /// It does not run any more, and how it ended was not written down.
    case gone
    /// The record is missing, and there may have been one.
    case absent

    /// Reads a line of `StatusScript`.
    init?(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        switch (words.first, words.count) {
        case ("runs", 4):
            guard let process = Int(words[1]) else { return nil }
            let elapsed = Int(words[2]).map { Duration.seconds($0) }
            self = .runs(process: process, elapsed: elapsed, token: String(words[3]))
        case ("exit", 2), ("lost", 2):
            guard let status = Int(words[1]) else { return nil }
            self = words[0] == "exit" ? .exited(status) : .exitedUnheard(status)
        case ("void", 1): self = .void
        case ("rebooted", 1): self = .rebooted
        case ("gone", 1): self = .gone
        case ("absent", 1): self = .absent
        case (_, _): return nil
        }
    }

    /// The status of the change according to it.
    func recoveredStatus(of change: InFlightCommand) -> RecoveredStatus {
        let host = change.place.host?.shown ?? ""
        switch self {
        case .runs(let process, let elapsed, _): return .runs(processes: [process], elapsed: elapsed)
        case .exitedUnheard(let status) where status != 0:
            return .unknown("it ended on \(host) with status \(status), which the lost connection may have caused")
        case .exited(let status), .exitedUnheard(let status):
            // A prefix that was cut off ends too, and what it started may not have.
            guard status != 0, let prefix = change.place.prefixes.last else {
                return .ended(status, doubt: Self.doubt(about: status, of: change))
            }
            let words = prefix.map(\.shown).joined(separator: " ")
            return .unknown("`\(words)` ended on \(host) with status \(status), which need not be the command's")
        case .void: return .notStarted
        case .rebooted: return .unknown("\(host) was restarted before the command was seen to end")
        case .gone: return .unknown("the command was killed on \(host)")
        case .absent: return .unknown("\(host) has no record of the command")
        }
    }

    /// The statuses by which a shell tells that the end of a connection, which reaches what runs behind it as a signal, has
    /// ended the command: `SIGPIPE` and `SIGHUP`.
    private static let statusesOfLoss = [141, 129]

    private static func doubt(about status: Int, of change: InFlightCommand) -> StatusDoubt? {
        if statusesOfLoss.contains(status) { return .lostConnection }
        if change.place.user != nil, Sudo.statusesOfSignals.contains(status) { return .foreignSignal }
        return nil
    }
}
