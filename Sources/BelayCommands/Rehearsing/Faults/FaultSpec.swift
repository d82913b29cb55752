import BelayLab
import BelayRuntime
import BelaySyntax

/// `--break FAULT@STEP` or `--break FAULT@20s`: what goes wrong in a rehearsal, and when. Behind the fault stands whom it
/// strikes, `machine-killed:db1@2.3` and `service-killed:db1/postgresql@2.3`, or for how long it lasts, `kops-away:5m@4.4`.
struct FaultSpec: Hashable, Sendable {
    enum Moment: Hashable, Sendable {
        /// Before the first command of this step of the plan. One that happens to a command waits for the first that
        /// changes something, where the step has such a command.
        case step(StepPath, isForChange: Bool)
        /// Before the first command that starts so long after the run.
        case time(Duration)
    }

    var fault: FaultKind
    /// Whom it strikes, and for how long.
    var aim = FaultAim()
    var moment: Moment
    /// As it was asked for.
    var text: String

    /// True if it waits for this command.
    func isDue(for effect: CommandEffect, after elapsed: Duration) -> Bool {
        switch moment {
        case .time(let time): return elapsed >= time
        case .step(let step, let isForChange):
            if isForChange && effect.sign == .reads { return false }
            return effect.step.isCovered(by: step)
        }
    }

    static func read(
        _ arguments: [String], for plan: Plan, in lab: any NamedLab
    ) throws(UserError) -> [FaultSpec] {
        var found: [FaultSpec] = []
        for argument in arguments { found.append(try FaultSpec(argument, for: plan, in: lab)) }
        return found
    }

    private init(_ argument: String, for plan: Plan, in lab: any NamedLab) throws(UserError) {
        guard let at = argument.firstIndex(of: "@") else {
            throw UserError(
                status: .usage, message: "`--break \(argument)` does not say when",
                help: ["--break \(argument)@4.2, with a step's number in the plan, or --break \(argument)@20s"])
        }
        let name = String(argument[..<at])
        let when = String(argument[argument.index(after: at)...])
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        fault = try Self.fault(named: parts[0], in: lab)
        if parts.count == 2 { aim = try FaultAim(parts[1], of: fault, in: lab) }
        text = argument
        if let time = ShortTime.read(when) {
            moment = .time(time)
            return
        }
        let steps = plan.events.compactMap { if case .stepStarted(let start) = $0 { start.step } else { nil } }
        guard let step = steps.first(where: { $0.description == when }) else {
            throw UserError(
                status: .usage, message: "the plan has no step \(when)",
                help: ["belay plan shows the steps with their numbers"])
        }
        let effects = plan.effects.filter { $0.step.isCovered(by: step) }
        if effects.isEmpty {
            throw UserError(status: .usage, message: "step \(when) runs no command, so no fault can be injected there")
        }
        moment = .step(step, isForChange: fault.subject == .command && effects.contains { $0.sign != .reads })
    }

    static func fault(named name: String, in lab: any NamedLab) throws(UserError) -> FaultKind {
        if let fault = lab.faults.first(where: { $0.name == name }) { return fault }
        throw UserError(
            status: .usage, message: "there is no fault `\(name)`",
            help: UserError.columns(lab.faults.map { ($0.name, $0.explanation) }))
    }
}

extension StepPath {
    /// True if that step of the plan covers this step of a run, or the step is beneath it.
    func isCovered(by planned: StepPath) -> Bool {
        let depth = planned.components.count
        return components.count >= depth && planned.covers(StepPath(Array(components.prefix(depth))))
    }
}
