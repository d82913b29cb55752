import BelayReporting
import BelayRuntime

/// Hands the trace that a run belongs to on to each of its commands, on whatever machine, each with a span of its own as the
/// parent of what it does.
struct TracedCommands: WrappingExecutor {
    static let variable = "TRACEPARENT"

    let performer: any CommandExecutor
    let context: TraceContext
    let run: String

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        var effect = effect
        if !effect.environment.contains(where: { $0.name == Self.variable }) {
            let header = context.header(for: effect.step, of: run)
            effect.environment.append(
                CommandEffect.Variable(name: Self.variable, value: PlannedText(header), isSecret: false))
        }
        return await performer.perform(effect, unrecorded: unrecorded, output: output)
    }
}
