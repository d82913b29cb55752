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

    /// How many commands were run for the parameters.
    private let readCount: Int

    /// Reads the parameters, asks for those that are missing where a person is there, finds the defaults of the rest, and
    /// refuses all that is wrong with them at once.
    /// - Parameters:
    ///   - otherwise: texts for parameters that are not given, by their names.
    ///   - presets: values for them.
    ///   - origin: where they are recorded of a run that is resumed, or of a plan.
    ///   - reads: the commands of defaults and checks are run; without them these are not known.
    init(
        _ runbook: LoadedRunbook, arguments: [String], files: [String], on console: Console,
        otherwise: [String: String] = [:], presets: [String: Value] = [:],
        kept origin: RecordedParameters.Origin? = nil,
        reads: Bool = true, usesInventory: Bool = true
    ) async throws(UserError) {
        self.runbook = runbook
        let program = runbook.program
        var reading = try Self.reading(
            program, arguments, files, otherwise, inventory: usesInventory ? console.configuration[.inventory] : nil,
            on: console)
        answers = Dictionary(reading.others.map { ($0.name, $0.text) }, uniquingKeysWith: { _, last in last })
        var values = reading.values
        for parameter in program.parameters where !reading.isGiven(parameter) {
            values[parameter.slot] = presets[parameter.name]
        }
        reading.settle(values)
        let kept = origin.map { RecordedParameters(origin: $0, parameters: program.allParameters) }
        if let kept {
            if let refusal = UserError(reading.problems, status: .usage) { throw refusal }
            try kept.compare(values)
            values.merge(kept.values) { given, _ in given }
            reading.settle(values)
        }
        try await Self.refuse(reading, values, program, isResumed: kept != nil)
        if let refusal = reading.refusal {
            guard console.isTerminal else { throw UserError(refusal) }
            var asking = ParameterQuestions(console: console)
            for parameter in reading.missing { values[parameter.slot] = try await asking.ask(parameter) }
        }
        let settled = await RunRequest(program: program, parameters: values, identity: nil)
            .settle(reads: reads ? console.transports() : nil)
        if let refusal = UserError(settled.mistakes.map(ParameterProblem.init), status: .usage) { throw refusal }
        try kept?.compareSecrets(settled.values)
        parameters = settled.values
        readCount = settled.readCount
        self.reading = reading
    }

    /// All that is wrong with what was given, before anything is asked or run.
    private static func refuse(
        _ reading: ParameterReading, _ values: [Int: Value], _ program: Program, isResumed: Bool
    ) async throws(UserError) {
        let given = await RunRequest(program: program, parameters: values, identity: nil).settle(reads: nil)
        // A name that is misspelt is said before the one that is missing for it.
        let asked = program.askNames + (isResumed ? program.secretNames.sorted() : [])
        let unknown = reading.missing.isEmpty ? [] : reading.problems(ofOthersBut: asked)
        let problems = reading.problems + given.mistakes.map(ParameterProblem.init) + unknown
        if problems.isEmpty { return }
        if let refusal = UserError(problems + [reading.refusal].compactMap(\.self), status: .usage) { throw refusal }
    }

    private static func reading(
        _ program: Program, _ arguments: [String], _ names: [String], _ otherwise: [String: String],
        inventory: String?, on console: Console
    ) throws(UserError) -> ParameterReading {
        var files: [ParameterFile] = []
        do throws(ParameterProblem) {
            for name in names { files.append(try ParameterFile(name, console.surroundings)) }
            if let inventory {
                var found = try ParameterFile(inventory, console.surroundings)
                // It is for all runbooks, and whatever else says a value counts more.
                let taken = Set(files.flatMap { $0.members.map(\.name) })
                let wanted = Set(program.parameters.map(\.name)).subtracting(taken)
                found.members.removeAll { !wanted.contains($0.name) }
                files.insert(found, at: 0)
            }
        } catch {
            throw UserError(error)
        }
        func read(_ arguments: [String]) -> ParameterReading {
            ParameterReading(program.parameters, arguments: arguments, files: files, environment: console.environment)
        }
        var reading = read(arguments)
        let added = program.parameters.compactMap { parameter in
            reading.isGiven(parameter) ? nil : otherwise[parameter.name].map { "\(parameter.name)=\($0)" }
        }
        if !added.isEmpty { reading = read(arguments + added) }
        for sentence in reading.replacements { console.error.write("belay: \(sentence)\n") }
        return reading
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
        var plan = await request(for: nil).plan(reads: console.transports())
        plan.readCount = (plan.readCount ?? 0) + readCount
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

extension ParameterProblem {
    fileprivate init(_ mistake: ParameterMistake) { self.init(message: mistake.message, help: mistake.help) }
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
