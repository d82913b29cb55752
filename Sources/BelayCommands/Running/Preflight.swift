import BelayLanguage
import BelayRuntime
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
    ) async throws(Refusal) {
        self.runbook = runbook
        let fileOfParameters: ParameterFile?
        do throws(ParameterProblem) {
            fileOfParameters = try file.map { (name) throws(ParameterProblem) in
                try ParameterFile(name, console.surroundings)
            }
        } catch {
            throw Refusal(error)
        }
        var reading = ParameterReading(runbook.program.parameters, arguments: arguments, file: fileOfParameters)
        let added = runbook.program.parameters.compactMap { parameter in
            reading.isGiven(parameter) ? nil : otherwise[parameter.name].map { "\(parameter.name)=\($0)" }
        }
        if !added.isEmpty {
            reading = ParameterReading(
                runbook.program.parameters, arguments: arguments + added, file: fileOfParameters)
        }
        if let refusal = Refusal(reading.problems, status: .usage) { throw refusal }
        answers = Dictionary(reading.others.map { ($0.name, $0.text) }, uniquingKeysWith: { _, last in last })
        var values = reading.values
        if let beginning {
            let kept = KeptParameters(beginning: beginning, parameters: runbook.program.parameters)
            try kept.compare(values)
            values.merge(kept.values) { given, _ in given }
            reading.settle(values)
        }
        if let refusal = reading.refusal {
            guard console.isTerminal else { throw Refusal(refusal) }
            var asking = ParameterQuestions(console: console)
            for parameter in reading.missing { values[parameter.slot] = try await asking.ask(parameter) }
        }
        if let beginning {
            try KeptParameters(beginning: beginning, parameters: runbook.program.parameters).compareSecrets(values)
        }
        parameters = values
        self.reading = reading
    }

    /// Refuses names that are neither parameters nor questions of the runbook.
    func checkNames(asks: [String]) throws(Refusal) {
        if let refusal = Refusal(reading.problems(ofOthersBut: asks), status: .usage) { throw refusal }
    }

    func request(for identity: RunIdentity?) -> RunRequest {
        RunRequest(program: runbook.program, parameters: parameters, identity: identity)
    }
}

extension Refusal {
    init(_ problem: ParameterProblem) { self.init(message: problem.message, help: problem.help) }

    /// All problems in one; nil when there are none.
    init?(_ problems: [ParameterProblem], status: ExitStatus) {
        guard let first = problems.first else { return nil }
        self.init(status: status, message: first.message, help: first.help)
        for problem in problems.dropFirst() {
            help.append(problem.message)
            help += problem.help.map { "  \($0)" }
        }
    }
}

extension Plan {
    /// The names that an `ask` can be answered by.
    var askNames: [String] {
        questions.compactMap { question in
            switch question.kind {
            case .ask(let name, _, _): name
            case .confirm, .pointOfNoReturn, .manual, .outcome, .hold: nil
            }
        }
    }
}
