import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySystem

/// A run that has ended, and what of it is left to undo.
struct UndoneRun {
    let id: String
    let identity: RunIdentity
    let beginning: JournalRecord.Started
    let check: ResumeCheck
    /// Of the run that undoes it.
    var title: String { "Undo of \(beginning.title)" }
}

/// A run as it is opened to be undone: it has ended, and all of its changes are known. Without a store it is this user's on this
/// machine.
struct UndoableRun {
    let state: StateFolder
    let folder: RunFolder
    let history: RunHistory
    let beginning: JournalRecord.Started
    let summary: RunSummary

    init(_ name: String, on console: Console) throws(UserError) {
        state = try StateFolder.found(by: console)
        let now = console.clock.timestamp
        let journal: WholeJournal
        do throws(StateFailure) {
            folder = try RunCatalogue(state).find(name)
            summary = RunCatalogue(state).summary(of: folder, now: now)
            journal = try folder.readWhole()
        } catch {
            throw UserError(message: error.message, help: error.help.isEmpty ? ["belay runs"] : error.help)
        }
        if summary.state == .running {
            throw UserError(message: "\(folder.id) is still running; undo it when it has ended", help: ["belay runs"])
        }
        if let damage = journal.damage {
            throw UserError(
                message: "\(damage.sentence(of: "the journal of \(folder.id)")), so what it has done is not known",
                help: ["belay show \(folder.id)"])
        }
        history = RunHistory(journal.entries, clock: console.clock)
        guard let beginning = history.beginning, beginning.run == folder.id else {
            throw UserError(message: "\(folder.id) is not the folder of a run that began", help: ["belay runs"])
        }
        self.beginning = beginning
        try check()
    }

    private func check() throws(UserError) {
        let show = ["belay show \(folder.id)"]
        if beginning.isSession {
            throw UserError(
                message: "\(folder.id) was a session: what could be undone was known to it alone", help: show)
        }
        if let undone = beginning.undoes {
            throw UserError(message: "\(folder.id) itself undoes \(undone), and an undo is not undone", help: show)
        }
        if let open = history.undecided.first, !isHandled {
            throw UserError(
                message: "nobody knows whether the change at \(open.intent.step) happened: "
                    + "`\(open.intent.command)`" + (summary.isResumable ? "; that is decided first" : ""),
                help: [summary.isResumable ? "belay resume \(folder.id)" : "belay show \(folder.id)"])
        }
        if SharedMark(of: folder) == nil { try beginning.checkOwner() }
    }

    /// A handler has met what failed, and undid what had begun whether or not the last change had happened.
    private var isHandled: Bool {
        switch history.end?.outcome {
        case .handled?, .handlerFailed?: true
        default: false
        }
    }

    /// Relative paths and local commands begin where the run was started. What is not here of its runbook is as it was there.
    func enterFolder(_ console: inout Console) throws(UserError) {
        try beginning.enterFolder(&console)
        TypedRunbook.recall(beginning.runbook, from: folder, &console)
        BroughtSources(of: folder).recall(&console)
    }

    /// The steps that other runs have undone since.
    /// - Parameters:
    ///   - all: runs, of all machines.
    ///   - own: the run that undoes it now.
    func undoneSince(
        _ all: [RunSummary], besides own: String? = nil, on console: Console
    ) async throws(UserError) -> Set<StepPath> {
        var steps: Set<StepPath> = []
        for later in all where later.beginning?.undoes == folder.id && later.id != own {
            if later.state == .running { throw UserError(message: "\(later.id) is undoing it") }
            if case .unreadable = later.state {
                throw UserError(
                    message: "\(later.id) has begun to undo it, and its journal cannot be read",
                    help: ["belay show \(later.id)"])
            }
            if later.isResumable {
                throw UserError(
                    message: "\(later.id) has begun to undo it, and has not ended",
                    help: ["belay resume \(later.id)   undo the rest", "belay abandon \(later.id)  give it up"])
            }
            let other = try await AllRuns(in: state, on: console).folder(later.id)
            var entries: [JournalEntry] = []
            do throws(StateFailure) {
                _ = try other.forEachEntry { entries.append($0) }
            } catch {
                throw UserError(message: error.message)
            }
            for case .ended(let ended) in entries.map(\.record) {
                if case .done = ended.ending, let step = ended.step.stepUndone { steps.insert(step) }
            }
            if let open = RunHistory(entries, clock: console.clock).undecided.first {
                throw UserError(
                    message: "\(later.id) was given up while nobody knew whether `\(open.intent.command)` at "
                        + "\(open.intent.step) had happened, so what is left to undo is not known",
                    help: ["belay show \(later.id)   what it has undone"])
            }
        }
        return steps
    }

    /// Runs that have changed its target since it began, other than those that undid it.
    func laterRuns(_ all: [RunSummary]) -> [RunSummary] {
        guard let lock = beginning.lock, let begun = summary.startedAt else { return [] }
        return all.filter { other in
            guard let started = other.startedAt, other.id != folder.id else { return false }
            return other.beginning?.lock == lock && started > begun && !other.changedNothing
                && other.beginning?.undoes != folder.id
        }
    }
}

extension StepPath {
    /// Of an undo block that is over: the step that it undid.
    fileprivate var stepUndone: StepPath? {
        var components = components
        if case .attempt? = components.last { components.removeLast() }
        guard case .undo? = components.last else { return nil }
        return StepPath(Array(components.dropLast()))
    }
}
