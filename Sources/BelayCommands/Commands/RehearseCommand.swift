import ArgumentParser
import BelayJournal
import BelayLab
import BelayLanguage
import BelayRuntime
import BelayTransports
import BelayWorkspace

/// `belay rehearse`: run a runbook in the lab.
struct RehearseCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "rehearse", usage: "<runbook> [<name=value> ...] [<options>]",
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

    @OptionGroup var options: RehearsalOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try checkOptions()
        let console = RehearsalLab.isHere ? console.inLab : console
        let runbook = try LoadedRunbook.load(options.arguments.runbook, display: options.run.display, on: console)
        let beginning = try chosenBeginning(of: runbook)
        if RehearsalLab.isHere { try runbook.checkPrograms(options.run.display, on: console) }
        let preflight = try await Preflight(
            runbook, arguments: options.arguments.values, files: options.arguments.files, on: console,
            otherwise: RehearsalLab.parameters(of: RehearsalLab.beginningHere ?? beginning), reads: RehearsalLab.isHere)
        let plan = try await preflight.plan(options.run.display, on: console)
        let given = PresetAnswers(
            isYes: options.yes,
            confirmed: try Confirmations.read(options.run.confirm, for: plan) + (options.yes ? plan.locksTyped : []),
            values: preflight.answers)
        if !console.isTerminal || options.run.display.format == .json || options.every.everyFault {
            try UnansweredQuestions(plan, given: given)
                .refuse("nothing was run", runbook.program.sources, options.run.display, on: console)
        }
        let breakages = try FaultSpec.read(options.breakages, for: plan)
        if options.every.everyFault { return try await rehearseEveryFault(plan, on: console) }
        guard RehearsalLab.isHere else {
            throw try LabStart(options: options, beginning: beginning, console: console).become()
        }
        let rehearsal = Rehearsal(
            options: options, preflight: preflight, plan: plan, given: given, breakages: breakages, console: console)
        return try await rehearsal.run()
    }

    private func rehearseEveryFault(_ plan: Plan, on console: Console) async throws(UserError) -> ExitStatus {
        if let first = RehearsalLab.missing(etcdFolder: options.etcd).first { throw UserError(message: first) }
        let grid = FaultGrid(plan)
        return try await FaultMatrix(
            options: options, grid: grid, points: options.every.points(of: grid), console: console
        )
        .run()
    }

    /// Refuses options that exclude each other.
    private func checkOptions() throws(UserError) {
        _ = try options.bootSeconds()
        if let option = options.every.misplaced {
            throw UserError(status: .usage, message: "\(option) belongs to --every-fault")
        }
        guard options.every.everyFault else { return }
        if options.keep {
            throw UserError(status: .usage, message: "--every-fault builds many labs, so there is none to stay in")
        }
        if options.run.display.format == .json {
            throw UserError(
                status: .usage, message: "--every-fault prints a table for people",
                help: ["--results FILE keeps one JSON object per line"])
        }
    }

    private func chosenBeginning(of runbook: LoadedRunbook) throws(UserError) -> Beginning {
        guard let lab = runbook.program.lab else {
            throw UserError(
                message: "\(runbook.name) does not name the lab that it can be rehearsed in",
                help: ["write in it: rehearse in \(RehearsalLab.name)"])
        }
        guard let usual = RehearsalLab.beginning(inLab: lab) else {
            throw UserError(message: "there is no lab `\(lab)`", help: Self.labs(like: lab))
        }
        guard let begin = options.begin else { return usual }
        do throws(Beginning.Problem) {
            return try Beginning(begin)
        } catch {
            throw UserError(status: .usage, message: error.sentence, help: Self.help(for: error))
        }
    }

    private static func help(for problem: Beginning.Problem) -> [String] {
        switch problem {
        case .unknown: UserError.columns(ClusterKind.allCases.map { ($0.rawValue, $0.explanation) })
        case .contradiction, .twice: ["name one of them: --begin takes several kinds that say different things"]
        }
    }

    /// Suggestions instead of a lab that does not exist; all beginnings where one was meant.
    private static func labs(like text: String) -> [String] {
        let usual = "rehearse in \(RehearsalLab.name)"
        if !text.hasPrefix("\(RehearsalLab.name)/") { return [usual] }
        return [usual] + ClusterKind.allCases.dropFirst().map { "\(usual)/\($0.rawValue)" }
    }
}

extension Plan {
    /// The text to be typed at each point of no return.
    fileprivate var locksTyped: [(step: StepPath, text: String)] {
        questions.compactMap { question in question.lockAsAnswer.map { (question.step, $0) } }
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
