import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import BelaySystem

/// How a run is undone: what would be done is shown, asked about, and done in a run of its own.
extension UndoneRun {
    /// What a person wants of it.
    struct Wish {
        /// Answers yes to every plain question, this one too.
        var isYes = false
        /// Only shows what would be done.
        var isDryRun = false
        /// Commands of this machine run here, though the run was begun on another.
        var isHere = false
        var options: RunOptions
        /// Looks around in a step that holds.
        var inspector: (PresetAnswers) -> any StepInspector
    }

    /// After a run that a person stopped to have it undone; nil where nobody did.
    static func undo(
        _ made: UndoWish, _ preflight: Preflight, _ wish: Wish, on console: Console
    ) async throws(UserError) -> ExitStatus? {
        guard let run = made.run else { return nil }
        console.output.write("\n")
        return try await undo(UndoableRun(run, on: console), preflight, wish, on: console)
    }

    static func undo(
        _ run: UndoableRun, _ preflight: Preflight, _ wish: Wish, on console: Console
    ) async throws(UserError) -> ExitStatus {
        try await prepared(run, preflight, wish, on: console)?.execute() ?? .done
    }

    /// Shows what would be done, and asks. Nil where nothing is to be done.
    static func prepared(
        _ run: UndoableRun, _ preflight: Preflight, _ wish: Wish, on console: Console
    ) async throws(UserError) -> Run? {
        let all = try await AllRuns(in: run.state, on: console).summaries()
        let program = preflight.runbook.program
        let (undone, plan) = try await rest(of: run, among: all, preflight, wish.options.display, on: console)
        try undone.show(plan, wish, later: run.laterRuns(all), on: console)
        if wish.isDryRun { return nil }
        if !wish.isHere { try undone.checkIsHere(plan) }
        let given = PresetAnswers(
            isYes: wish.isYes, confirmed: try Confirmations.read(wish.options.confirm, for: plan),
            values: preflight.answers)
        try await undone.confirm(plan, given, wish, program.sources, on: console)
        if run.summary.isResumable {
            let interrupted = try await RunTakeOver(console: console, isAllowed: false, givesUp: true).open(undone.id)
            // What is left is said by the run that undoes it.
            try await Abandonment(interrupted: interrupted).record([])
        }
        var performing = Run(
            preflight: preflight, plan: plan, given: given, display: wish.options.display,
            detail: wish.options.detail, console: console,
            inspector: wish.inspector(given), performer: console.transports())
        performing.undoing = undone
        return performing
    }

    /// What of a run is left to undo, and as which commands.
    /// - Parameters:
    ///   - all: runs, of all machines.
    ///   - own: the run that undoes it, where that was begun already.
    static func rest(
        of run: UndoableRun, among all: [RunSummary], besides own: String? = nil, _ preflight: Preflight,
        _ display: DisplayOptions, on console: Console
    ) async throws(UserError) -> (UndoneRun, Plan) {
        let program = preflight.runbook.program
        let identity = RunIdentity(id: run.folder.id, started: run.beginning.begun)
        let request = preflight.request(for: identity)
        let check = await request.recall(run.history)
        try ResumeCompatibility(folder: run.folder, program: program, isOpen: run.summary.isResumable)
            .check(check, on: console)
        check.leaveOut(try await run.undoneSince(all, besides: own, on: console))
        guard !check.undoable.isEmpty else { throw nothingToUndo(run, check) }
        let plan = await request.planUndo(check)
        try plan.refuseExcess(of: program.sources, display, on: console)
        return (UndoneRun(id: run.folder.id, identity: identity, beginning: run.beginning, check: check), plan)
    }

    /// Nothing is undone without a yes, and without an answer to every question that may be asked where nobody is.
    private func confirm(
        _ plan: Plan, _ given: PresetAnswers, _ wish: Wish, _ sources: [SourceText], on console: Console
    ) async throws(UserError) {
        if !console.isTerminal || wish.options.display.format == .json {
            guard wish.isYes else {
                throw UserError(
                    status: .usage, message: "nobody is at a terminal to say yes; nothing was undone",
                    help: ["belay undo \(id) --yes"])
            }
            try UnansweredQuestions(plan, given: given)
                .refuse("nothing was undone", sources, wish.options.display, on: console)
        } else if !wish.isYes {
            guard try await Self.agrees(on: console) else {
                throw UserError(message: "nothing was undone", help: ["belay show \(id)"])
            }
        }
    }

    /// The steps, newest first, with the exact commands, as a plan shows them.
    private func show(
        _ plan: Plan, _ wish: Wish, later: [RunSummary], on console: Console
    ) throws(UserError) {
        guard wish.options.display.format == .text else { return }
        let renderer = PlanRenderer(
            palette: console.palette(wish.options.display.colour, for: console.output), width: console.width)
        console.output.write(renderer.render(title: title, lock: beginning.lock, events: plan.events))
        if let point = check.pointOfNoReturn {
            console.output.show("What was done before this stays: \(point)\n")
        }
        if beginning.host != HostIdentity.name, plan.changesHere {
            console.output.show("It was begun on \(beginning.host), and commands above run on this machine.\n")
        }
        guard let last = later.last else { return }
        let count = later.count == 1 ? "1 run has" : "\(later.count) runs have"
        console.output.show("\(count) changed \(beginning.lock ?? "it") since, the last one \(last.id).\n")
    }

    /// What a run did to the machine that it was begun on cannot be undone on another.
    private func checkIsHere(_ plan: Plan) throws(UserError) {
        guard beginning.host != HostIdentity.name, plan.changesHere else { return }
        throw UserError(
            message: "\(id) was begun on \(beginning.host), and what it did to that machine itself is undone there; "
                + "nothing was undone",
            help: [
                "on \(beginning.host): belay undo \(id)",
                "belay undo \(id) --here   where the commands do the same from any machine",
            ])
    }

    private static func agrees(on console: Console) async throws(UserError) -> Bool {
        while true {
            switch await TerminalInput(console: console).line(LinePrompt("undo this? y or n: ")) {
            case .text("y"), .text("yes"): return true
            case .text("n"), .text("no"), .end, .cancelled: return false
            case .text: console.output.write("please type y or n\n")
            }
        }
    }

    private static func nothingToUndo(_ run: UndoableRun, _ check: ResumeCheck) -> UserError {
        let point = check.pointOfNoReturn.map { "; what was done before this stays: \($0)" } ?? ""
        return UserError(
            message:
                "\(run.folder.id) has nothing to undo: no action with an `undo` has begun and was not undone\(point)",
            help: ["belay show \(run.folder.id)"])
    }
}

extension Plan {
    /// A command that changes something runs on this machine.
    fileprivate var changesHere: Bool {
        events.contains { event in
            guard case .stepStarted(let start) = event, let effect = start.effect else { return false }
            return effect.sign != .reads && effect.location.host == nil
        }
    }
}
