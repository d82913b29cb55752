import BelayData
import BelayLab
import BelayRuntime
import BelaySyntax
import BelayTransports
import BelayWorkspace
import Glibc

/// A rehearsal with one fault more, as a process of its own with a lab of its own.
struct FaultRehearsal {
    /// One that takes longer does not end, as far as anybody would wait.
    private static let patience = Duration.seconds(900)

    let options: RehearsalOptions
    let point: FaultPoint
    let version: RehearsedVersion
    let console: Console

    /// Nil when it was cancelled.
    func run(by performer: Transports) async -> FaultResult? {
        let outcome = await performer.perform(effect, unrecorded: { _ in nil }, output: { _ in })
        if Task.isCancelled { return nil }
        let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
        return FaultResult(point, outcome, line: lines.last.map(String.init) ?? "", version: version)
    }

    private var effect: CommandEffect {
        var one = options
        one.breakages.append(point.text)
        one.run.display.format = .json
        one.reporting.report = nil
        let words = [console.surroundings.executable] + one.words + one.labWords
        // Whatever becomes of this process: no lab outlives it.
        let owner = CommandEffect.Variable(
            name: RehearsalLab.ownerVariable, value: PlannedText(String(getpid())), isSecret: false)
        return CommandEffect(
            step: point.step, sign: .changes, location: .local,
            script: PlannedText(ShellQuoting.joined(words)), isPipeline: false,
            environment: [owner], input: nil, limit: Self.patience, isCaptured: true)
    }
}
