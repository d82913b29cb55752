import ArgumentParser
import BelayLab
import BelayLanguage
import BelayRuntime
import BelayTransports
import BelayWorkspace

/// `belay rehearse`: carry a runbook out in the lab.
struct RehearseCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Carry a runbook out on stand-in machines, with a real etcd, where nothing can be lost.",
        discussion: """
            Example:

                belay rehearse multi-master --yes
                belay rehearse multi-master --yes --break node-killed@5.3

            The runbook says in which lab it can be rehearsed (`rehearse in kops`). The lab gives its parameters their
            values where the command does not. It is gone, with all that ran in it, when the rehearsal ends, however that
            happens. The status is that of the run, or 1 when it says that it is done and the lab is in no state that a
            procedure may end in.
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer every question with yes, those of points of no return too.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question of one step, by its number in the plan; a point of no return wants the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "Let something go wrong at a step, by its number in the plan, or after a time. An unknown fault lists them.",
            valueName: "fault@step"))
    var breakages: [String] = []

    @Option(
        help: ArgumentHelp(
            "Begin with another cluster than the runbook says. An unknown one lists them.", valueName: "cluster"),
        completion: .list(ClusterKind.allCases.map(\.rawValue)))
    var begin: String?

    @Flag(help: "Let kubectl answer also while etcd main has no quorum, as the API of a real cluster does not.")
    var apiWithoutQuorum = false

    @Option(help: ArgumentHelp("Take etcd and etcdctl from this folder.", valueName: "folder"), completion: .directory)
    var etcd: String?

    @Option(help: ArgumentHelp("What chance decides in the lab follows from this number.", valueName: "number"))
    var seed = 1

    @Flag(help: "Stay in the lab afterwards, with a shell to look around.")
    var keep = false

    @Flag(name: .shortAndLong, help: "Show every read with its command, not only the steps that ask.")
    var verbose = false

    @OptionGroup var display: DisplayOptions

    func carryOut(on console: Console) async throws(Refusal) -> ExitStatus {
        let console = RehearsalLab.isHere ? console.inLab : console
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        let kind = try beginning(of: runbook)
        if RehearsalLab.isHere { try runbook.checkPrograms(display, on: console) }
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, file: arguments.file, on: console,
            otherwise: RehearsalLab.parameters)
        let plan = await preflight.request(for: nil).plan()
        try preflight.checkNames(asks: plan.askNames)
        let given = GivenAnswers(
            isYes: yes, confirmed: try Confirmations.read(confirm, for: plan) + (yes ? plan.locksTyped : []),
            values: preflight.answers)
        if !console.isTerminal || display.format == .json {
            let unanswered = Unanswered(plan, given: given)
            DiagnosticView(sources: runbook.program.sources, display: display, console: console)
                .show(unanswered.diagnostics, isMain: false)
            if let refusal = unanswered.refusal { throw refusal }
        }
        let breakages = try Breakage.read(breakages, for: plan)
        guard RehearsalLab.isHere else { throw try LabStart(command: self, kind: kind, console: console).become() }
        let performer = BreakingPerformer(breakages, performer: Transports(), clock: console.clock)
        let phases = PhaseTimes()
        let look = LastLook()
        let run = Run(
            preflight: preflight, plan: plan, given: given, display: display, isVerbose: verbose, console: console,
            performer: performer, companion: phases, ending: { RehearsalSummary.members(of: look.verdict) })
        let status = try await run.carryOut()
        return try end(status, look, phases, performer, on: console)
    }

    private func beginning(of runbook: LoadedRunbook) throws(Refusal) -> ClusterKind {
        guard let lab = runbook.program.lab else {
            throw Refusal(
                message: "\(runbook.name) does not say in which lab it can be rehearsed",
                help: ["write into it: rehearse in \(RehearsalLab.name)"])
        }
        guard let kind = RehearsalLab.kind(inLab: lab) else {
            throw Refusal(message: "there is no lab `\(lab)`", help: Self.labs(like: lab))
        }
        guard let begin else { return kind }
        guard let other = ClusterKind(rawValue: begin) else {
            throw Refusal(
                status: .usage, message: "no lab begins with `\(begin)`",
                help: Refusal.columns(ClusterKind.allCases.map { ($0.rawValue, $0.explanation) }))
        }
        return other
    }

    /// What to write instead of a lab that does not exist; all beginnings where one was meant.
    private static func labs(like text: String) -> [String] {
        let usual = "rehearse in \(RehearsalLab.name)"
        if !text.hasPrefix("\(RehearsalLab.name)/") { return [usual] }
        return [usual] + ClusterKind.allCases.dropFirst().map { "\(usual)/\($0.rawValue)" }
    }

    private func end(
        _ status: ExitStatus, _ look: LastLook, _ phases: PhaseTimes, _ performer: BreakingPerformer,
        on console: Console
    ) throws(Refusal) -> ExitStatus {
        var status = status
        do throws(LabFailure) {
            let verdict = try look.verdict.get()
            if verdict.state == nil && status == .done { status = .failed }
            if display.format == .text {
                let summary = RehearsalSummary(
                    verdict: verdict, phases: phases.all, struck: performer.past, notReached: performer.remaining)
                console.output.write(summary.rendered(in: console.palette(display.colour, for: console.output)))
            }
            if keep {
                console.error.write(RehearsalLab.guide)
                try RehearsalLab.stay()
            }
        } catch {
            throw Refusal(status: .failed, message: error.message)
        }
        return status
    }
}

extension Plan {
    /// What has to be typed at each point of no return.
    fileprivate var locksTyped: [(step: StepPath, text: String)] {
        questions.compactMap { question in
            guard case .pointOfNoReturn(let lock) = question.kind, let text = lock.known else { return nil }
            return (question.step, text)
        }
    }
}

extension Console {
    /// The same, but a run keeps its journal in the lab.
    fileprivate var inLab: Console {
        var console = self
        console.surroundings.environment["XDG_STATE_HOME"] = RehearsalLab.stateFolder
        return console
    }
}
