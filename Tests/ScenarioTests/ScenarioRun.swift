import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport
import BelayTransports
import BelayWorkspace
import Synchronization
import Testing

/// A runbook of the corpus, run on a world by the real transports, with a real journal.
struct ScenarioRun {
    typealias Answers = @Sendable (Question) -> Answer
    typealias Watch = @Sendable (RunEvent) -> Void

    let end: Redacted<RunEnd>
    let effects: [CommandEffect]
    let events: [RunEvent]
    let questions: [Question]

    /// Checks besides, whatever the end, that nothing ran but what the plan shows; and it is held to that plan, from a file.
    init(
        of name: String, _ arguments: [String], in world: ScenarioWorld,
        answers: @escaping Answers = { _ in .none },
        watch: @escaping Watch = { _ in }, at location: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        var request = try Runbook(name).request(arguments)
        let plan = await request.plan()
        let clock = ScenarioClock()
        var random = SystemRandomNumberGenerator()
        let journal = try Journal.create(
            in: StateFolder(path: world.path("state")), clock: clock, random: &random)
        request.identity = RunIdentity(id: journal.run, started: clock.timestamp)
        let transports = Transports(
            environment: Self.environment(of: world), sshArguments: world.sshArguments)
        let witness = Witness(transports, answers: answers, watch: watch)
        var dependencies = RunDependencies(
            performer: witness, prompter: witness, journal: journal, clock: clock, observer: witness)
        dependencies.plan = try PlanFile(PlanFileTests.file(plan).bytes, named: name).held
        end = await request.perform(
            on: dependencies, stepCount: plan.stepCount, lock: try await request.lockText())
        await transports.close()
        (effects, events, questions) = (witness.effects, witness.events, witness.questions)
        let comparison = PlanComparison(planned: plan.effects, performed: effects)
        #expect(comparison.unplanned == [], sourceLocation: location)
        #expect(!effects.isEmpty, sourceLocation: location)
    }

    private static func environment(of dependencies: ScenarioWorld) -> ProcessEnvironment {
        var environment = ProcessEnvironment.inherited()
        environment.set("PATH", to: "\(ScenarioWorld.standIns):\(environment["PATH"] ?? "/usr/bin:/bin")")
        environment.set("STANDIN", to: dependencies.path("").dropLast().description)
        environment.set("XDG_RUNTIME_DIR", to: dependencies.path("").dropLast().description)
        return environment
    }

    /// The commands that changed or destroyed something, with the place of each.
    var changes: [String] {
        effects.filter { $0.sign != .reads }.map { effect in
            "\(effect.location.shown)\(effect.sign.rawValue) \(effect.script.shown)"
        }
    }
}

/// Keeps what passes between a run and the world.
final class Witness: WrappingExecutor, Prompter, RunObserver {
    let isAttended = true
    private struct Seen: Sendable {
        var effects: [CommandEffect] = []
        var events: [RunEvent] = []
        var questions: [Question] = []
    }

    private let seen = Mutex(Seen())
    let performer: any CommandExecutor
    private let answers: ScenarioRun.Answers
    private let watch: ScenarioRun.Watch

    init(
        _ performer: any CommandExecutor, answers: @escaping ScenarioRun.Answers, watch: @escaping ScenarioRun.Watch
    ) {
        self.performer = performer
        self.answers = answers
        self.watch = watch
    }

    var effects: [CommandEffect] { seen.withLock { $0.effects } }
    var events: [RunEvent] { seen.withLock { $0.events } }
    var questions: [Question] { seen.withLock { $0.questions } }
    var holdsFailures: Bool { false }

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        seen.withLock { $0.effects.append(effect) }
        return await performer.perform(effect, unrecorded: unrecorded, output: output)
    }

    func answer(_ question: Redacted<Question>) async -> Answer {
        seen.withLock { $0.questions.append(question.content) }
        return answers(question.content)
    }

    func observe(_ event: Redacted<RunEvent>) {
        seen.withLock { $0.events.append(event.content) }
        watch(event.content)
    }
}
