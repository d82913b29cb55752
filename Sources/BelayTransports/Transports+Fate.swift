public import BelayRuntime
import Synchronization

/// The fate of a change whose end was not seen: on a host its record knows, on this machine its processes do.
extension Transports {
    public func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        guard let host = change.place.host?.known else { return StartedChange(change, in: environment).recoveredStatus }
        guard change.isRecorded else { return .unknown("\(host) keeps no record of the command") }
        switch await ask(host, about: change) {
        case .answer(let answer): return answer.recoveredStatus(of: change)
        case .silence(let words): return .unreachable(words)
        }
    }

    public func end(_ change: InFlightCommand) async {
        guard let host = change.place.host?.known else {
            return await StartedChange(change, in: environment).end(grace: patience.grace)
        }
        guard change.isRecorded, let prefix = try? PlainCommand.prefix(change.place) else { return }
        let deadline = ContinuousClock.now + patience.reach
        var backoff = Backoff()
        // The way there may be lost again, before it is asked and before what ends it is through.
        while ContinuousClock.now < deadline {
            switch await ask(host, about: change) {
            case .answer(.runs(let process, _, let token)):
                let text = RemoteCommandLine.ending(
                    process, of: change.place, prefix, grace: patience.grace, token: token)
                let limit = (patience.grace + patience.reach) * 2
                if case .exited = await perform(PlainCommand(text, on: host, limit: limit)).ending { return }
            case .answer: return
            case .silence: break
            }
            await backoff.pause()
        }
    }

    public func forget(run: String, on hosts: [String]) async {
        let all = recordingHosts.withLock { $0.union(hosts) }
        let farewell = Task {
            await withTaskGroup { group in
                for host in all {
                    let text = ShellWord.joined(CleanupScript.words(run: run))
                    group.addTask {
                        _ = await self.perform(PlainCommand(text, on: host, limit: self.patience.farewell))
                    }
                }
            }
        }
        let bound = Task { [patience] in
            try? await Task.sleep(for: patience.farewell)
            farewell.cancel()
        }
        await farewell.value
        bound.cancel()
    }

    enum HostSaid {
        case answer(RemoteStatus)
        /// ssh's words, or the host's.
        case silence(String)
    }

    func ask(_ host: String, about change: InFlightCommand) async -> HostSaid {
        let text = ShellWord.joined(StatusScript.words(mark: change.mark, age: change.age))
        let outcome = await perform(PlainCommand(text, on: host, limit: .seconds(15)))
        let said = String(decoding: outcome.output, as: UTF8.self)
        if case .exited(0) = outcome.ending, let answer = RemoteStatus(said) { return .answer(answer) }
        switch outcome.ending {
        case .unreachable(let words), .unknown(let words), .notStarted(let words): return .silence(words)
        case .exited, .signalled: return .silence("\(host) does not know what happened to the command")
        case .timedOut: return .silence("\(host) does not answer")
        case .cancelled: return .silence("\(host) was not waited for")
        }
    }

    private func perform(_ command: PlainCommand) async -> CommandOutcome {
        guard let host = command.host else { preconditionFailure("a host is asked") }
        do {
            return try await carry(command, to: host, desk: OutputCollector(isCaptured: true) { _ in })
        } catch {
            return .notStarted(error.words)
        }
    }
}
