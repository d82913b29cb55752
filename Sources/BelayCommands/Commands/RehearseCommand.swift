import ArgumentParser
import BelayJournal
import BelayLab
import BelayLanguage
import BelayRuntime
import BelayTransports
import BelayWorkspace

/// `belay rehearse`: carry a runbook out in the lab.
struct RehearseCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "rehearse",
        abstract: "Rehearse a runbook on throw-away machines with a real etcd, where nothing can be lost.",
        discussion: """
            Example:

                belay rehearse multi-master --yes
                belay rehearse multi-master --yes --break node-killed@5.3
                belay rehearse multi-master --yes --every-fault --sample 10

            The runbook names the lab (`rehearse in kops`), which sets the parameters that the command does not. Everything
            in the lab is removed when the rehearsal ends, even after `kill -9`. Commands that run on this machine see its
            files but change copies of them in the home folder, the working folder, /tmp and /var/tmp; everything else is
            read-only there. The status is that of the run, or 1 if the run says it is done but the lab is in none of the
            states that the procedure may end in.

            With --every-fault each fault goes wrong at each step of the runbook's own text, in a rehearsal of its own. What
            each has come to is told as it ends; the table of all, in Markdown, is printed at the end.
            """)

    @OptionGroup var arguments: RunbookArguments

    @Flag(help: "Answer yes to every question, points of no return included.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Answer the question at STEP (its number in the plan). For a point of no return, TEXT is the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Option(
        name: .customLong("break"),
        help: ArgumentHelp(
            "Inject FAULT at STEP (its number in the plan), or after a delay (FAULT@20s). An unknown fault lists them.",
            valueName: "fault@step"))
    var breakages: [String] = []

    @Option(
        help: ArgumentHelp(
            "Start from another cluster. An unknown one lists them.", valueName: "cluster"),
        completion: .list(ClusterKind.allCases.map(\.rawValue)))
    var begin: String?

    @Option(
        name: .customLong("boot"),
        help: ArgumentHelp("Let a new machine take this long to boot, as 90s or 5m.", valueName: "duration"))
    var bootTime: String?

    @Flag(help: "Let kubectl answer without a quorum of etcd main, unlike a real API.")
    var apiWithoutQuorum = false

    @Option(help: ArgumentHelp("Take etcd and etcdctl from this folder.", valueName: "folder"), completion: .directory)
    var etcd: String?

    @Option(help: ArgumentHelp("Seed for the lab's random choices.", valueName: "number"))
    var seed = 1

    @OptionGroup(title: "Every fault") var every: EveryFaultOptions

    @Flag(help: "Stay in the lab afterwards, with a shell to look around.")
    var keep = false

    @Flag(name: .shortAndLong, help: "Show every read with its command.")
    var verbose = false

    @OptionGroup var display: DisplayOptions

    func carryOut(on console: Console) async throws(UserError) -> ExitStatus {
        try checkOptions()
        let console = RehearsalLab.isHere ? console.inLab : console
        let runbook = try LoadedRunbook.load(arguments.runbook, display: display, on: console)
        let kind = try beginning(of: runbook)
        if RehearsalLab.isHere { try runbook.checkPrograms(display, on: console) }
        let preflight = try await Preflight(
            runbook, arguments: arguments.values, file: arguments.file, on: console,
            otherwise: RehearsalLab.parameters(of: RehearsalLab.kindHere ?? kind))
        let plan = try await preflight.plan(display, on: console)
        let given = PresetAnswers(
            isYes: yes, confirmed: try Confirmations.read(confirm, for: plan) + (yes ? plan.locksTyped : []),
            values: preflight.answers)
        if !console.isTerminal || display.format == .json || every.everyFault {
            let unanswered = UnansweredQuestions(plan, given: given)
            DiagnosticView(sources: runbook.program.sources, display: display, console: console)
                .show(unanswered.diagnostics, isMain: false)
            if let refusal = unanswered.refusal("nothing was run") { throw refusal }
        }
        let breakages = try FaultSpec.read(breakages, for: plan)
        if every.everyFault { return try await rehearseEveryFault(plan, on: console) }
        guard RehearsalLab.isHere else { throw try LabStart(command: self, kind: kind, console: console).become() }
        let rehearsal = Rehearsal(
            command: self, preflight: preflight, plan: plan, given: given, breakages: breakages, console: console)
        return try await rehearsal.carryOut()
    }

    private func rehearseEveryFault(_ plan: Plan, on console: Console) async throws(UserError) -> ExitStatus {
        if let first = RehearsalLab.missing(etcdFolder: etcd).first { throw UserError(message: first) }
        let grid = FaultGrid(plan)
        return try await FaultMatrix(command: self, grid: grid, points: every.points(of: grid), console: console)
            .carryOut()
    }

    /// Seconds from the order of a machine to its first sign of life.
    func bootSeconds() throws(UserError) -> Int {
        guard let bootTime else { return 0 }
        guard let time = FaultSpec.duration(bootTime) else {
            throw UserError(
                status: .usage, message: "`\(bootTime)` is not a time that a machine may take to boot",
                help: ["--boot 90s, or --boot 5m"])
        }
        return Int(time.components.seconds)
    }

    /// What does not go together.
    private func checkOptions() throws(UserError) {
        _ = try bootSeconds()
        if let option = every.misplaced {
            throw UserError(status: .usage, message: "\(option) belongs to --every-fault")
        }
        guard every.everyFault else { return }
        if keep {
            throw UserError(status: .usage, message: "with --every-fault there are many labs, and none to stay in")
        }
        if display.format == .json {
            throw UserError(
                status: .usage, message: "--every-fault prints a table for people",
                help: ["--results FILE keeps an object a line for machines"])
        }
    }

    private func beginning(of runbook: LoadedRunbook) throws(UserError) -> ClusterKind {
        guard let lab = runbook.program.lab else {
            throw UserError(
                message: "\(runbook.name) does not say in which lab it can be rehearsed",
                help: ["write into it: rehearse in \(RehearsalLab.name)"])
        }
        guard let kind = RehearsalLab.kind(inLab: lab) else {
            throw UserError(message: "there is no lab `\(lab)`", help: Self.labs(like: lab))
        }
        guard let begin else { return kind }
        guard let other = ClusterKind(rawValue: begin) else {
            throw UserError(
                status: .usage, message: "no lab begins with `\(begin)`",
                help: UserError.columns(ClusterKind.allCases.map { ($0.rawValue, $0.explanation) }))
        }
        return other
    }

    /// What to write instead of a lab that does not exist; all beginnings where one was meant.
    private static func labs(like text: String) -> [String] {
        let usual = "rehearse in \(RehearsalLab.name)"
        if !text.hasPrefix("\(RehearsalLab.name)/") { return [usual] }
        return [usual] + ClusterKind.allCases.dropFirst().map { "\(usual)/\($0.rawValue)" }
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
        console.surroundings.environment[StateFolder.locksVariable] = nil
        return console
    }
}
