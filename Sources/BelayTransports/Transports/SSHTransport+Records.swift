import BelayData
import BelayRuntime
import BelaySystem
import Synchronization

/// What became of a change whose end was not seen: the host's record of it knows.
extension SSHTransport {
    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        guard let host = change.place.host?.known else { return .unknown("its host is not known") }
        guard change.isRecorded else { return .unknown("\(host) keeps no record of the command") }
        switch await ask(host, about: change) {
        case .answer(let answer): return answer.recoveredStatus(of: change)
        case .silence(let words): return .unreachable(words)
        }
    }

    func terminate(_ change: InFlightCommand) async {
        let timeouts = shared.timeouts
        guard let host = change.place.host?.known, change.isRecorded,
            let prefix = try? KnownCommand.prefix(change.place)
        else { return }
        let deadline = ContinuousClock.now + timeouts.reach
        var backoff = Backoff()
        // The way there may be lost again, before it is asked and before what ends it is through.
        while ContinuousClock.now < deadline {
            switch await ask(host, about: change) {
            case .answer(.runs(let process, _, let token)):
                let text = RemoteCommandLine.ending(
                    process, of: change.place, prefix, grace: timeouts.grace, token: token)
                let limit = (timeouts.grace + timeouts.reach) * 2
                if case .exited = await perform(KnownCommand(asking: host, text, limit: limit)).ending { return }
            case .answer: return
            case .silence: break
            }
            await backoff.pause()
        }
    }

    /// The connections to most of many hosts are closed by then, and each that is opened again is a process.
    private static let farewellsAtOnce = 32

    func cleanUp(after run: String, on hosts: [String]) async {
        let timeouts = shared.timeouts
        let all = recordingHosts.withLock { $0.union(hosts) }
        let text = ShellQuoting.joined(CleanupScript.words(run: run, generation: generation, isShared: isShared))
        let turnstile = AsyncSemaphore(limit: Self.farewellsAtOnce)
        let farewell = Task {
            await withTaskGroup { group in
                for host in all {
                    group.addTask {
                        guard await turnstile.enter() else { return }
                        defer { turnstile.leave() }
                        _ = await self.perform(KnownCommand(asking: host, text, limit: timeouts.farewell))
                    }
                }
            }
        }
        let rounds = (all.count + Self.farewellsAtOnce - 1) / Self.farewellsAtOnce
        let bound = Task {
            try? await Task.sleep(for: timeouts.farewell * rounds)
            farewell.cancel()
        }
        await farewell.value
        bound.cancel()
    }

    enum HostSaid {
        case answer(RemoteStatus)
        /// The words of ssh, or of the host.
        case silence(String)
    }

    func ask(_ host: String, about change: InFlightCommand) async -> HostSaid {
        let text = ShellQuoting.joined(StatusScript.words(mark: change.mark, age: change.age, generation: generation))
        let outcome = await perform(KnownCommand(asking: host, text, limit: .seconds(15)))
        let said = String(decoding: outcome.output, as: UTF8.self)
        if case .exited(0) = outcome.ending, let answer = RemoteStatus(said) { return .answer(answer) }
        switch outcome.ending {
        case .unreachable(let words), .unknown(let words), .notStarted(let words), .fileFailed(let words):
            return .silence(words)
        case .exited, .signalled: return .silence("\(host) does not know what happened to the command")
        case .timedOut: return .silence("\(host) does not answer")
        case .cancelled: return .silence("\(host) was not waited for")
        }
    }

    private func perform(_ command: KnownCommand) async -> CommandOutcome {
        guard let host = command.host else { preconditionFailure("a host is asked") }
        do {
            return try await carry(command, to: host, collector: OutputCollector(isCaptured: true) { _ in })
        } catch {
            return .notStarted(error.words)
        }
    }
}
