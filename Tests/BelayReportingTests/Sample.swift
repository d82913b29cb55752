import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTransports

/// Short ways to say what happens in a run.
enum Sample {
    static let nowhere = Span(file: FileNumber(0), start: 0, end: 0)

    static func path(_ numbers: Int...) -> StepPath { StepPath(numbers.map { .ordinal($0) }) }

    static func start(_ step: StepPath, _ kind: StepKind, _ title: String) -> RunEvent {
        .stepStarted(StepStart(step: step, kind: kind, title: PlannedText(title), span: nowhere))
    }

    static func effect(
        _ step: StepPath, _ sign: CommandSign, _ script: PlannedText, at location: Location = .local,
        environment: [CommandEffect.Variable] = [], input: CommandEffect.Input? = nil, limit: Duration? = nil
    ) -> CommandEffect {
        let usual: Duration = sign == .reads ? .seconds(60) : .seconds(3600)
        return CommandEffect(
            step: step, sign: sign, location: location, script: script, isPipeline: false, environment: environment,
            input: input, limit: limit ?? usual, isCaptured: false)
    }

    static func command(
        _ step: StepPath, _ sign: CommandSign, _ script: String, on host: String? = nil, as user: String? = nil
    ) -> RunEvent {
        let location = Location(host: host.map { PlannedText($0) }, user: user.map { PlannedText($0) })
        return command(effect(step, sign, PlannedText(script), at: location))
    }

    static func command(_ effect: CommandEffect) -> RunEvent {
        .stepStarted(
            StepStart(
                step: effect.step, kind: effect.sign == .reads ? .read : .command, title: effect.script, effect: effect,
                span: nowhere))
    }

    static func output(_ step: StepPath, _ text: String) -> RunEvent {
        .stepOutput(step, OutputPiece(stream: .output, bytes: Array(text.utf8)))
    }

    static func end(
        _ step: StepPath, _ kind: StepKind, _ ending: StepEnd.Ending = .done,
        after duration: Duration = .milliseconds(40)
    ) -> RunEvent {
        .stepFinished(StepEnd(step: step, kind: kind, ending: ending, duration: duration))
    }

    static func failure(
        _ step: StepPath, _ message: String, kind: Failure.Kind = .command, command: String? = nil, status: Int? = nil,
        output: String = "", location: Location = .local, span: Span = nowhere
    ) -> Failure {
        Failure(
            kind: kind, message: message, step: step, command: command, status: status, output: output,
            location: location, span: span)
    }

    static func run(_ title: String, steps: Int = 4, lock: String? = nil) -> RunEvent {
        .runStarted(RunStart(id: "20260301-093000-k3f9", title: title, stepCount: steps, lock: lock))
    }

    static func end(
        _ outcome: RunEnd.Outcome, _ failure: Failure? = nil, handlers: [Failure] = [], pendingUndo: [PendingUndo] = []
    ) -> RunEvent {
        .runFinished(
            RunEnd(
                outcome: outcome, failure: failure, handlerFailures: handlers, pendingUndo: pendingUndo,
                duration: .seconds(133)))
    }

    /// The rendering of all of these, without a screen and without colour.
    static func lines(_ events: [RunEvent], sources: [SourceText] = []) -> String {
        var renderer = RunRenderer(medium: .lines, palette: .plain, sources: sources, spelling: \.copyable)
        return events.map { renderer.handle($0, at: .zero) }.joined()
    }
}
