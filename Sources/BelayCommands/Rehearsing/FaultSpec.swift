import BelayLab
import BelayRuntime
import BelaySyntax

/// `--break FAULT@STEP` or `--break FAULT@20s`: what goes wrong in a rehearsal, and when. One that passes may say for how long:
/// `--break kops-away:5m@4.4`.
struct FaultSpec: Hashable, Sendable {
    enum Moment: Hashable, Sendable {
        /// Before the first command of this step of the plan. One that happens to a command waits for the first that
        /// changes something, where the step has such a command.
        case step(StepPath, isForChange: Bool)
        /// Before the first command that starts so long after the run.
        case time(Duration)
    }

    var fault: Fault
    /// How long it lasts, in seconds, for one that passes; nil for as long as usual.
    var seconds: Int?
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

    static func read(_ arguments: [String], for plan: Plan) throws(UserError) -> [FaultSpec] {
        var found: [FaultSpec] = []
        for argument in arguments { found.append(try FaultSpec(argument, for: plan)) }
        return found
    }

    private init(_ argument: String, for plan: Plan) throws(UserError) {
        guard let at = argument.firstIndex(of: "@") else {
            throw UserError(
                status: .usage, message: "`--break \(argument)` does not say when",
                help: ["--break \(argument)@4.2, with a step's number in the plan, or --break \(argument)@20s"])
        }
        let name = String(argument[..<at])
        let when = String(argument[argument.index(after: at)...])
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        fault = try Self.fault(named: parts[0])
        if parts.count == 2 { seconds = try Self.seconds(parts[1], of: fault) }
        text = argument
        if let time = Self.duration(when) {
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
        moment = .step(step, isForChange: fault.isOfCommand && effects.contains { $0.sign != .reads })
    }

    static func fault(named name: String) throws(UserError) -> Fault {
        if let fault = Fault(rawValue: name) { return fault }
        throw unknown(name)
    }

    private static func unknown(_ name: String) -> UserError {
        UserError(
            status: .usage, message: "there is no fault `\(name)`",
            help: UserError.columns(Fault.allCases.map { ($0.rawValue, $0.explanation) }))
    }

    private static func seconds(_ text: String, of fault: Fault) throws(UserError) -> Int {
        guard fault.usualSeconds != nil else {
            throw UserError(status: .usage, message: "`\(fault.rawValue)` does not pass, so it has no time")
        }
        guard let time = duration(text) else {
            throw UserError(
                status: .usage, message: "`\(text)` is not a time", help: ["--break \(fault.rawValue):30s@4.2, or :5m"])
        }
        return Int(time.components.seconds)
    }

    /// Whole seconds or minutes: `20s`, `2m`.
    static func duration(_ text: String) -> Duration? {
        guard let unit = text.last, let number = Int(text.dropLast()), (0...86_400).contains(number) else { return nil }
        return unit == "s" ? .seconds(number) : unit == "m" ? .seconds(number * 60) : nil
    }
}

extension StepPath {
    /// True if that step of the plan covers this step of a run, or the step is beneath it.
    func isCovered(by planned: StepPath) -> Bool {
        let depth = planned.components.count
        return components.count >= depth && planned.covers(StepPath(Array(components.prefix(depth))))
    }
}
