import BelayRuntime

/// Reads from the markers how a command behind a prefix or on a host ended.
enum RemoteExit {
    /// Refuses, with `lacksRecord`, what its host did not start because it could keep no record of it.
    /// - Parameters:
    ///   - host: `nil` for this machine.
    ///   - prefix: the words before the command.
    static func outcome(
        of result: ChannelResult, _ markers: ControlMarkers, host: String? = nil, prefix: [String]
    ) throws(CommandRefusal) -> CommandOutcome {
        let reading = Reading(result: result, markers: markers, host: host, prefix: prefix.joined(separator: " "))
        if case .notStarted(let words) = reading.ending, markers.refusal == .unrecorded {
            throw CommandRefusal(words, lacksRecord: true)
        }
        var outcome = CommandOutcome(reading.ending, result)
        outcome.isOfStaleRun = markers.refusal == .superseded
        return outcome
    }

    /// The last words on the way: its last lines, or how it ended.
    static func words(of result: ChannelResult) -> String {
        let lines = (result.banner + result.tail.text).split(whereSeparator: \.isNewline).map { $0.trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("Warning: Permanently added") }
        // A long message ends with what it comes to.
        if !lines.isEmpty { return lines.suffix(lines.count > 3 ? 1 : 3).joined(separator: "; ") }
        switch result.ending {
        case .exited(let status)?: return words(ofStatus: status)
        case .signalled(let signal)?: return "it was killed by signal \(signal)"
        case .unsent(let reason)?: return reason.words
        case nil: return "it did not end"
        }
    }

    static func words(ofStatus status: Int) -> String { "it ended with status \(status)" }

    private struct Reading {
        var result: ChannelResult
        var markers: ControlMarkers
        var host: String?
        var prefix: String

        var ending: CommandOutcome.Ending {
            if let stop = result.stop { return CommandOutcome.Ending(stop) }
            if let status = markers.exited, hasWholeOutput { return .exited(status) }
            if markers.refusal == .taken { return .unknown("it had been sent before") }
            if let refusal = markers.refusal { return .notStarted(words(of: refusal)) }
            if markers.started != nil { return .unknown(lostWords("before the command was seen to end")) }
            guard let host, markers.host == nil else { return behindPrefix }
            return unseen(on: host)
        }

        /// The streams come each by itself: of a value the end may have been lost with the connection although standard
        /// error has told the end of the command.
        private var hasWholeOutput: Bool {
            host == nil || !result.needsWholeOutput || result.isOutputOver || result.ending != .exited(255)
        }

        /// The prefix was started and the command was not seen to start.
        private var behindPrefix: CommandOutcome.Ending {
            // ssh's own failure: whether the command began there nobody knows.
            if host != nil, result.ending == .exited(255) {
                return .unknown(lostWords("before the command was seen to start"))
            }
            // A prefix that loses standard error loses the markers; that it succeeded says that the command ran.
            if result.ending == .exited(0) { return .exited(0) }
            return .notStarted("\(place) did not start the command: \(RemoteExit.words(of: result))")
        }

        /// Not even the host's own shell was heard of.
        private func unseen(on host: String) -> CommandOutcome.Ending {
            // Without a word of ssh the connection was there and the command may have been sent.
            if result.ending == .exited(255), result.banner.isEmpty {
                return .unknown(lostWords("before the command was seen to start"))
            }
            return .unreachable("\(host): \(RemoteExit.words(of: result))")
        }

        private func lostWords(_ moment: String) -> String {
            host.map { "the connection to \($0) was lost \(moment)" } ?? "\(place) ended \(moment)"
        }

        /// Such as `` `docker exec -i 4f2a` on 10.0.0.4 ``.
        private var place: String {
            switch (host, prefix.isEmpty) {
            case (let host?, true): host
            case (let host?, false): "`\(prefix)` on \(host)"
            case (nil, _): "`\(prefix)`"
            }
        }

        private var far: String { host != nil && prefix.isEmpty ? "on \(place)" : "through \(place)" }

        private func words(of refusal: ControlMarker) -> String {
            switch refusal {
            case .missingProgram: "there is no such program \(far)"
            case .noPipefail: LocalShell.noPipefail("the shell \(far)")
            case .noInput: "\(place) does not pass on standard input, which carries the variables"
            case .unrecorded: "no record of it can be kept on \(host ?? "this machine"): no folder there is writable"
            case .superseded: "\(host ?? "this machine") has seen that another took the run over"
            case .void: "it had been given up before it reached \(host ?? "this machine")"
            case .host, .started, .exited, .taken, .over, .left, .stale, .closed:
                "the command was not started \(far)"
            }
        }
    }
}
