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
        abstract: "Rehearse a runbook on throw-away machines with the real programs, where nothing can be lost.",
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
        let lab = try LabChoice(options: options, console: console).lab(of: runbook)
        // As the procedure is to find it, before anything of the runbook is asked.
        let world = RehearsalLab.isHere ? try begun(lab, on: console) : nil
        if world != nil { try runbook.checkPrograms(options.run.display, on: console) }
        let presets = try await lab.presets(options, on: console)
        let preflight = try await Preflight(
            runbook, arguments: options.arguments.values, files: options.arguments.files, on: console,
            otherwise: presets.texts, presets: presets.values, reads: world != nil,
            usesInventory: false)
        let plan = try await preflight.plan(options.run.display, on: console)
        let given = PresetAnswers(
            isYes: options.yes,
            confirmed: try Confirmations.read(options.run.confirm, for: plan) + (options.yes ? plan.locksTyped : []),
            values: preflight.answers)
        if !console.isTerminal || options.run.display.format == .json || options.every.everyFault {
            try UnansweredQuestions(plan, given: given)
                .refuse("nothing was run", runbook.program.sources, options.run.display, on: console)
        }
        let breakages = try FaultSpec.read(options.breakages, for: plan, in: lab)
        if options.every.everyFault {
            return try await rehearseEveryFault(of: runbook.program, plan, in: lab, on: console)
        }
        guard let world else { throw try LabStart(options: options, lab: lab, console: console).become() }
        let rehearsal = Rehearsal(
            options: options, preflight: preflight, plan: plan, given: given, world: world, breakages: breakages,
            console: console)
        return try await rehearsal.run()
    }

    private func begun(_ lab: any NamedLab, on console: Console) throws(UserError) -> any LabWorld {
        let world = try lab.world(options, on: console)
        do throws(LabFailure) {
            try world.begin()
        } catch {
            throw UserError(error)
        }
        return world
    }

    private func rehearseEveryFault(
        of program: Program, _ plan: Plan, in lab: any NamedLab, on console: Console
    ) async throws(UserError) -> ExitStatus {
        if let first = lab.missing(options).first { throw UserError(message: first) }
        let grid = FaultGrid(plan)
        let version = RehearsedVersion(program.sources + lab.sources, words: options.parameterWords + options.labWords)
        return try await FaultMatrix(
            options: options, lab: lab, grid: grid, points: options.every.points(of: grid, in: lab), version: version,
            console: console
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
}

extension Plan {
    /// The text to be typed at each point of no return.
    fileprivate var locksTyped: [(step: StepPath, text: String)] {
        questions.compactMap { question in question.lockAsAnswer.map { (question.step, $0) } }
    }
}

extension Console {
    /// The same, but a run keeps its journal in the lab, and is nobody else's business.
    fileprivate var inLab: Console {
        var console = self
        console.surroundings.environment["XDG_STATE_HOME"] = RehearsalLab.stateFolder
        console.surroundings.environment[StateFolder.locksVariable] = nil
        console.surroundings.environment[Console.storeVariable] = nil
        return console
    }
}
