import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelayStore
import BelaySystem
import BelayTransports

/// What is left to do when a run has ended.
extension Run {
    /// A run that can be resumed keeps its lock, and hosts keep their records of it.
    func end(_ end: Redacted<RunEnd>, of run: OpenRun) async -> ExitStatus {
        if end.outcome == .failed, !end.pendingUndo.isEmpty { undoWish?.name(run.identity.id) }
        tellService(of: run.identity.id, end)
        switch await run.shareEnd(after: end) {
        case .done: break
        case .takenOver(let words): return await leave(run, end, words)
        case .missing(let words): return await keep(run, end, words)
        }
        let failure = await run.claim?.finish(isOver: !end.isResumable)
        if let failure {
            console.error.write("belay: the store was not told that the run has ended: \(failure.message)\n")
        }
        return await settle(end, of: run)
    }

    /// Another executes the run now: its lock and what hosts have of it are not touched.
    private func leave(_ run: OpenRun, _ end: Redacted<RunEnd>, _ words: String) async -> ExitStatus {
        await run.claim?.leave()
        try? run.lock?.release()
        if end.outcome != .takenOver { console.error.write("belay: \(words); how it ends is not known here\n") }
        if display.format == .text {
            console.output.show("\n  belay watch \(run.identity.id)   see how it continues\n")
        }
        return .takenOver
    }

    /// The store does not know how it ended. Until it does, the run keeps its locks and what hosts have of it.
    private func keep(_ run: OpenRun, _ end: Redacted<RunEnd>, _ words: String) async -> ExitStatus {
        await run.claim?.leave()
        if end.isResumable { return await settle(end, of: run) }
        console.error.write(
            "belay: the end of this run is only on this machine: \(words)\n"
                + "  belay resume \(run.identity.id)   brings it to the store, and releases the lock\n")
        return ExitStatus(end)
    }

    private func settle(_ end: Redacted<RunEnd>, of run: OpenRun) async -> ExitStatus {
        if end.isResumable {
            // What is left of a rehearsal is gone with its lab.
            if display.format == .text, companion == nil, !run.journal.isGone, undoWish?.run == nil {
                console.output.show(Self.ways(on: run.identity.id, end, run.history, undoes: undoing != nil))
            }
            return ExitStatus(end)
        }
        do {
            try run.lock?.release()
        } catch {
            console.error.write("belay: \(error.message)\n")
        }
        await performer.cleanUp(after: run.identity.id, on: run.history?.recordingHosts ?? [])
        if end.outcome == .handlerFailed, !end.pendingUndo.isEmpty, display.format == .text, companion == nil {
            console.output.show("\n  belay undo \(run.identity.id)   undo it when nothing is in the way any more\n")
        }
        return ExitStatus(end)
    }

    /// For `systemctl status`, where a service has started the run.
    private func tellService(of run: String, _ end: Redacted<RunEnd>) {
        guard companion == nil, let socket = console.environment[ServiceStatus.variable] else { return }
        let step = end.failure.map { " at \($0.step): \($0.message)" } ?? ""
        var line = end.outcome == .done ? "run \(run) is done" : "run \(run): \(end.outcome.rawValue)\(step)"
        if end.isResumable {
            line += ". It keeps its lock: belay resume \(run), or belay abandon \(run) to give it up"
        }
        ServiceStatus.tell(line, to: socket)
    }

    /// Commands to type next.
    private static func ways(
        on run: String, _ end: Redacted<RunEnd>, _ history: RunHistory?, undoes: Bool
    ) -> String {
        var text = "\n"
        if let name = end.failure?.missingSecret {
            text += "  belay resume \(run) \(name)=VALUE   give it; at a terminal you are asked for it\n"
        } else if let lost = end.failure?.lostOutput, let step = end.failure?.step {
            if let name = lost.name {
                let open = history?.undecided.map(\.intent.step) ?? []
                let which = open.count > 1 && open.contains(step) ? "--happened '\(step)' " : ""
                text += "  belay resume \(run) \(which)\(name)=VALUE   give it; at a terminal you are asked for it\n"
            }
            text += "  belay resume \(run) --did-not-happen '\(step)'  run it again\n"
        } else if end.failure?.kind == .approval, let step = end.failure?.step {
            text += "  belay approve \(run) \(ShellQuoting.quoted("\(step)"))   by somebody else\n"
            text += "  belay resume \(run)   when it is approved\n"
        } else if end.failure?.kind == .unshared {
            text += "  belay resume \(run)   when the store answers\n"
        } else if end.outcome == .needsDecision, let step = end.failure?.step {
            // What an element holds is not to become a command of whoever pastes this.
            let number = ShellQuoting.inQuotes("\(step)")
            text += "  belay resume \(run) --happened \(number)        it happened\n"
            text += "  belay resume \(run) --did-not-happen \(number)  it did not\n"
        } else {
            text += "  belay resume \(run)   resume it\n"
        }
        if !end.pendingUndo.isEmpty, end.outcome != .needsDecision, !undoes {
            text += "  belay undo \(run)     undo what is not undone\n"
        }
        return text + "  belay abandon \(run)  give it up\n"
    }
}
