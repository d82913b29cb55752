import BelayLanguage
import BelayRuntime
import BelayTransports
import BelayWorkspace

/// A runbook with its parameters, ready to be planned or run.
struct Preflight {
    let runbook: LoadedRunbook
    let parameters: [Int: Value]
    /// `name=value`s that are answers to `ask`s.
    let answers: [String: String]
    private let reading: ParameterReading

    /// Reads the parameters, asks for those that are missing where a person is there, and refuses the rest.
    /// - Parameter otherwise: texts for parameters that are not given, by their names.
    init(
        _ runbook: LoadedRunbook, arguments: [String], file: String?, on console: Console,
        otherwise: [String: String] = [:], kept beginning: JournalRecord.Started? = nil
    ) async throws(UserError) {
        self.runbook = runbook
        let fileOfParameters: ParameterFile?
        do throws(ParameterProblem) {
            fileOfParameters = try file.map { (name) throws(ParameterProblem) in
                try ParameterFile(name, console.surroundings)
            }
        } catch {
            throw UserError(error)
        }
        var reading = ParameterReading(runbook.program.parameters, arguments: arguments, file: fileOfParameters)
        let added = runbook.program.parameters.compactMap { parameter in
            reading.isGiven(parameter) ? nil : otherwise[parameter.name].map { "\(parameter.name)=\($0)" }
        }
        if !added.isEmpty {
            reading = ParameterReading(
                runbook.program.parameters, arguments: arguments + added, file: fileOfParameters)
        }
        if let refusal = UserError(reading.problems, status: .usage) { throw refusal }
        answers = Dictionary(reading.others.map { ($0.name, $0.text) }, uniquingKeysWith: { _, last in last })
        var values = reading.values
        if let beginning {
            let kept = RecordedParameters(beginning: beginning, parameters: runbook.program.parameters)
            try kept.compare(values)
            values.merge(kept.values) { given, _ in given }
            reading.settle(values)
        }
        // A name that is misspelt is said before the one that is missing for it.
        let asked = runbook.program.askNames + (beginning == nil ? [] : runbook.program.secretNames.sorted())
        let unknown = reading.problems(ofOthersBut: asked)
        if !reading.missing.isEmpty, let refusal = UserError(unknown, status: .usage) { throw refusal }
        if let refusal = reading.refusal {
            guard console.isTerminal else { throw UserError(refusal) }
            var asking = ParameterQuestions(console: console)
            for parameter in reading.missing { values[parameter.slot] = try await asking.ask(parameter) }
        }
        if let beginning {
            try RecordedParameters(beginning: beginning, parameters: runbook.program.parameters).compareSecrets(values)
        }
        parameters = values
        self.reading = reading
    }

    /// The plan, with nothing run. Refused are one without an end, names that are neither parameters nor questions of the
    /// runbook, and answers that do not fit what they answer.
    /// - Parameter names: further names that may be given a value, such as those of lost secrets.
    func plan(
        _ display: DisplayOptions, on console: Console, alsoNamed names: [String] = []
    ) async throws(UserError) -> Plan {
        let plan = await request(for: nil).plan()
        try await check(plan, display, on: console)
        let known = plan.askNames + names
        if let refusal = UserError(reading.problems(ofOthersBut: known), status: .usage) { throw refusal }
        if let refusal = UserError(plan.problems(of: answers), status: .usage) { throw refusal }
        return plan
    }

    /// The same, after the commands that only read have been run.
    func probedPlan(_ display: DisplayOptions, on console: Console) async throws(UserError) -> Plan {
        _ = try await plan(display, on: console)
        let plan = await request(for: nil).plan(reads: Transports())
        try await check(plan, display, on: console)
        return plan
    }

    private func check(_ plan: Plan, _ display: DisplayOptions, on console: Console) async throws(UserError) {
        try plan.refuseExcess(of: runbook.program.sources, display, on: console)
        // What a run would be refused for.
        if plan.hasBlankLock { _ = try await lockText() }
    }

    func request(for identity: RunIdentity?) -> RunRequest {
        RunRequest(program: runbook.program, parameters: parameters, identity: identity)
    }
}

extension UserError {
    init(_ problem: ParameterProblem) { self.init(message: problem.message, help: problem.help) }

    /// All problems in one; nil without any.
    init?(_ problems: [ParameterProblem], status: ExitStatus) {
        guard let first = problems.first else { return nil }
        self.init(status: status, message: first.message, help: first.help)
        for problem in problems.dropFirst() {
            help.append(problem.message)
            help += problem.help.map { "  \($0)" }
        }
    }
}
