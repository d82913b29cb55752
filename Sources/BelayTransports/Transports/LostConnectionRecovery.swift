import BelayRuntime
import BelaySystem

/// A change on a host whose connection was lost before its end was seen. Belay connects to the host again, and its
/// record gives the outcome; what still runs there is waited for within its limit. What it printed in the meantime is
/// lost.
struct LostConnectionRecovery {
    private static let longestPause = Duration.seconds(2)

    private let change: InFlightCommand
    private let host: String
    private let effect: CommandEffect
    private let transport: SSHTransport
    private let output: @Sendable (OutputPiece) -> Void
    private let start = ContinuousClock.now

    init(
        _ effect: CommandEffect, _ identity: ChangeIdentity, on host: String, by transport: SSHTransport,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) {
        change = InFlightCommand(
            mark: identity.mark, place: effect.location, isRecorded: true, limit: effect.limit, age: .zero)
        self.host = host
        self.effect = effect
        self.transport = transport
        self.output = output
    }

    /// - Parameter seen: what is known without asking the host.
    func settled(_ seen: CommandOutcome) async -> CommandOutcome {
        var outcome = seen
        outcome.ending = await ending(lost: words(of: seen))
        outcome.output = []
        outcome.duration = start.duration(to: .now)
        return outcome
    }

    private func words(of seen: CommandOutcome) -> String {
        if case .unknown(let words) = seen.ending { words } else { "" }
    }

    private var recoveredStatus: RecoveredStatus {
        get async {
            var change = change
            change.age = start.duration(to: .now)
            return await transport.recoveredStatus(of: change)
        }
    }

    private func ending(lost words: String) async -> CommandOutcome.Ending {
        var silentSince = ContinuousClock.now
        var pause = Duration.milliseconds(200)
        var isNoted = false
        while true {
            if Task.isCancelled { return await terminated(.cancelled) }
            switch await recoveredStatus {
            case .runs(let processes, _):
                silentSince = .now
                let numbers = processes.map(String.init).joined(separator: ", ")
                if !isNoted { note("process \(numbers) is still running there; waiting for it") }
                isNoted = true
                if start.duration(to: .now) > change.limit { return await terminated(.timedOut) }
            case .ended(let status, let doubt):
                if let doubt = effect.doubt(aboutRecorded: status, doubt) { return .unknown("\(words); \(doubt)") }
                note("its result is from the host's record; its output after that is lost")
                return .exited(status)
            case .wrote: return .exited(0)
            case .notStarted:
                return .unreachable("the connection to \(host) was lost before the command began there")
            case .unknown(let why): return .unknown("\(words); \(why)")
            case .unreachable:
                if silentSince.duration(to: .now) > transport.shared.timeouts.recovery { return .unknown(words) }
            }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Also when nobody waits for it any more.
    private func terminated(_ ending: CommandOutcome.Ending) async -> CommandOutcome.Ending {
        await Task.detached { [transport, change] in await transport.terminate(change) }.value
        return ending
    }

    private func note(_ words: String) {
        output(OutputPiece(stream: .error, bytes: Array("[the connection to \(host) was lost; \(words)]\n".utf8)))
    }
}
