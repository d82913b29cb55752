import BelayJournal
import BelayRuntime
import BelaySystem
import BelayWorkspace
import Glibc

/// A run that was killed, cancelled or has failed without a handler, opened to resume it: no other process runs it, its
/// journal is whole, and it is this user's on this machine.
struct InterruptedRun {
    let state: StateFolder
    let journal: Journal
    let history: RunHistory
    let beginning: JournalRecord.Started
    /// The changes that people made while its steps held.
    let looks: [InspectChanges]
    /// This process executes it in the store; nil without one.
    let claim: RunClaim?

    var identity: RunIdentity { RunIdentity(id: journal.run, started: beginning.begun) }

    /// Of whoever resumes it now.
    var generation: Int { max(history.generation + 1, claim?.generation ?? 0) }

    /// By its id or the beginning of it; without one, the only one there is.
    ///
    /// - Parameter givesUp: nothing will be resumed: a session will do, too.
    init(_ name: String?, givesUp: Bool = false, on console: Console) throws(UserError) {
        let state = try StateFolder.found(by: console)
        try self.init(Self.folder(name, in: state, console), in: state, givesUp: givesUp, claim: nil, on: console)
    }

    /// - Parameter claim: on the run in the store, from which its folder was brought.
    init(
        _ folder: RunFolder, in state: StateFolder, givesUp: Bool, claim: RunClaim?, on console: Console
    ) throws(UserError) {
        (self.state, self.claim) = (state, claim)
        let entries: [JournalEntry]
        do throws(JournalFailure) {
            (journal, entries) = try Journal.reopen(folder, clock: console.clock)
        } catch {
            throw UserError(message: error.message, help: ["belay show \(folder.id)"])
        }
        history = RunHistory(entries, clock: console.clock)
        guard let beginning = history.beginning else {
            throw UserError(message: "\(folder.id) ended before it began; there is nothing to resume")
        }
        guard beginning.run == folder.id else {
            throw UserError(
                message: "\(folder.id) is a copy of the run \(beginning.run): resumed, it would repeat what "
                    + "that one has done since",
                help: ["belay show \(beginning.run)", "remove the copy, or move it out of the folder with the runs"])
        }
        self.beginning = beginning
        looks = InspectChanges.all(in: entries, state)
        try checkKind(givesUp: givesUp)
        try check(givesUp: givesUp)
    }

    private func checkKind(givesUp: Bool) throws(UserError) {
        let run = journal.run
        if beginning.isSession, !givesUp {
            throw UserError(
                message: "\(run) was a session, which cannot be resumed: what was typed is gone",
                help: ["belay show \(run)"])
        }
    }

    /// The number of runs that are named when one has to be chosen: the newest.
    private static let mostListed = 9

    /// - Parameter others: ids of runs that are not on this machine.
    static func folder(
        _ name: String?, in state: StateFolder, _ console: Console, besides others: [String] = []
    ) throws(UserError) -> RunFolder {
        let catalogue = RunCatalogue(state)
        do throws(StateFailure) {
            if let name { return try catalogue.find(name, besides: others) }
            let open = try catalogue.summaries(now: console.clock.timestamp).filter(\.isResumable)
            guard open.count <= 1 else {
                throw StateFailure(
                    message: "\(open.count) runs can be resumed; name one of them",
                    help: open.suffix(mostListed).map { "belay resume \($0.id)   \($0.subject)" })
            }
            guard let only = open.first else { throw StateFailure(message: "there is no run to resume") }
            return RunFolder(id: only.id, in: state)
        } catch {
            throw UserError(message: error.message, help: error.help.isEmpty ? ["belay runs"] : error.help)
        }
    }

    private func check(givesUp: Bool) throws(UserError) {
        let run = journal.run
        let waits = history.end?.outcome == .needsDecision
        if !givesUp, !history.hasChanged, !waits, history.end?.outcome.isResumable != false, !beginning.isSession {
            throw UserError(
                message: "\(run) ended before it changed anything; start it again with the original command",
                help: ["belay run \(beginning.runbook)"])
        }
        if let end = history.end, !end.outcome.isResumable || beginning.isSession {
            throw UserError(message: "\(run) has ended: \(end.outcome.rawValue)", help: ["belay show \(run)"])
        }
        // A run of the store is whoever's resumes it, on any machine.
        if claim == nil, SharedMark(of: journal.folder) == nil { try beginning.checkOwner() }
    }

    /// The plan that it is held to.
    func plan() throws(UserError) -> FollowedPlan? {
        guard let digest = beginning.plan else { return nil }
        do throws(StateFailure) {
            let kept = try KeptPlan(of: journal.folder).read(digest: digest)
            return FollowedPlan(file: kept, path: beginning.planFile ?? journal.folder.path)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }

    /// Relative paths and local commands begin where the run was started.
    func enterFolder(_ console: inout Console) throws(UserError) {
        try beginning.enterFolder(&console)
        TypedRunbook.recall(beginning.runbook, from: journal.folder, &console)
        BroughtSources(of: journal.folder).recall(&console)
    }
}

extension JournalRecord.Started {
    /// Its commands run as they did: by the same user, on the same machine.
    func checkOwner() throws(UserError) {
        guard user == HostIdentity.user else {
            throw UserError(
                message: "\(run) was started by \(user), and you are \(HostIdentity.user): other keys and other rights")
        }
        guard host == HostIdentity.name else {
            throw UserError(message: "\(run) was started on \(host), and this is \(HostIdentity.name)")
        }
    }

    /// Relative paths and local commands begin where the run was started.
    func enterFolder(_ console: inout Console) throws(UserError) {
        guard chdir(folder) == 0 else {
            let error = SystemError.last
            throw UserError(message: "\(run) was started in \(folder), which cannot be entered: \(error.words)")
        }
        console.surroundings.workingFolder = folder
    }
}

extension RunSummary {
    /// True if it has ended in a way that cannot be resumed.
    var isOver: Bool {
        switch state {
        case .finished(let outcome): !outcome.isResumable || isSession || (changedNothing && !waits)
        case .interrupted: changedNothing
        case .running, .unreadable: false
        }
    }

    var isSession: Bool { beginning?.isSession == true }

    /// It waits for people, and so can be resumed before it has changed anything.
    private var waits: Bool { state == .finished(.needsDecision) }

    /// It undoes another run.
    var isUndo: Bool { beginning?.undoes != nil }

    /// True if it can be resumed.
    var isResumable: Bool {
        if isSession || (changedNothing && !waits) { return false }
        return switch state {
        case .interrupted: beginning != nil
        case .finished(let outcome): outcome.isResumable
        case .running, .unreadable: false
        }
    }
}
