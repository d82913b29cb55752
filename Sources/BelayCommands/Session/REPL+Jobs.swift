import BelayLanguage
import BelayREPL
import BelayReporting
import BelayRuntime
import BelaySyntax
import BelaySystem
import BelayWorkspace

/// Statements that read in the background.
extension REPL {
    mutating func start(job text: String) async throws(UserError) -> ExitStatus {
        let input = workspace.check(text + "\n")
        DiagnosticView(sources: input.sources, display: display, console: console)
            .show(input.diagnostics, isMain: false)
        guard let program = input.program else { return .refused }
        try refuseBinding(input)
        let prepared = try await prepare(program)
        guard prepared == .done else { return prepared }
        let run = try await begun()
        let plan = await run.session.plan(input.block, in: program)
        try plan.refuseExcess(of: program.sources, display, on: console)
        try Self.refuseChanges(plan)
        let (performer, identity, session) = (run.performer, run.identity, run.session)
        let (clock, palette, width) = (console.clock, palette, console.width)
        let statement = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        jobs.start(statement, at: clock.now) { job in
            let own = JobWorld(performer: performer)
            let dependencies = RunDependencies(
                performer: own, prompter: own, journal: own, clock: clock, observer: job,
                cancellation: job.cancellation)
            var aside = session.aside(on: dependencies, for: identity)
            let (end, _) = await aside.perform(input.block, in: program)
            guard input.isValue, end.outcome == .done,
                let value = aside.value(of: program.bodyFrame.names.count - 1)
            else { return (end, "") }
            return (end, ValueTable(value, width: width).rendered(in: palette))
        }
        return .done
    }

    private func refuseBinding(_ input: SessionInput) throws(UserError) {
        if input.block.statements.isEmpty {
            throw UserError(message: "there is nothing here for a job to do", help: [":job STATEMENT"])
        }
        if !input.isValue, input.block.statements.contains(where: \.isKept) {
            throw UserError(
                message: "a job binds no names", help: ["without :job the name is bound, and you wait for it"])
        }
    }

    /// Refuses changes: they are asked about and waited for.
    private static func refuseChanges(_ plan: Plan) throws(UserError) {
        if let change = plan.effects.first(where: { $0.sign != .reads }) {
            throw UserError(
                message: "a job only reads, and this has \(change.sign.rawValue) \(change.script.shown)",
                help: ["without :job it is shown and asked about, and you wait for it"])
        }
        if let question = plan.questions.first {
            throw UserError(
                message: "a job cannot ask questions, and this asks “\(question.text.shown)”",
                help: ["without :job it is asked"])
        }
    }

    func showJobs() {
        let running = jobs.running
        if running.isEmpty { console.output.write("No jobs are running.\n") }
        for job in running {
            var row = StyledText("[\(job.number)] ", .heading)
            row.append(PrintableText.make(job.statement))
            row.append("  \((console.clock.now - job.begun).shown)", .quiet)
            write(row, indent: 4)
            if !job.lastSeen.isEmpty { write(StyledText("    \(job.lastSeen)", .quiet), indent: 4) }
        }
    }

    func end(job number: Int) async throws(UserError) {
        guard await jobs.end(number) == nil else { return }
        throw UserError(message: "there is no job \(number)", help: [":jobs lists them"])
    }

    /// All of them, after saying so.
    func endJobs() async {
        let count = jobs.running.count
        if count == 0 { return }
        console.error.write(
            "belay: \(count == 1 ? "a job is still running; it is" : "\(count) jobs are still running; they are") ended\n"
        )
        jobs.endAll()
        await jobs.wait()
    }
}

extension Statement {
    /// True if the statements after it see a name that it binds.
    fileprivate var isKept: Bool {
        switch kind {
        case .bind, .edit, .ask: true
        case .place(_, let body): body.statements.contains(where: \.isKept)
        default: false
        }
    }
}
