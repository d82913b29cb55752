import BelayLab
import BelayRuntime

/// Commands of a lab's own blocks. Those of its machines reach them by their namespaces and not by ssh, so they look from
/// outside, whatever becomes of sshd and the network; those without a place run on the operator's side.
struct LabExecutor: WrappingExecutor {
    let performer: any CommandExecutor
    let machines: LabMachines
    /// When all of it is to have ended.
    var deadline: ContinuousClock.Instant?

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        var effect = effect
        if let deadline {
            effect.limit = min(effect.limit, ContinuousClock.now.duration(to: deadline))
            if effect.limit <= .zero { return CommandOutcome(ending: .timedOut) }
        }
        if let name = effect.location.host?.known, let machine = machines.machine(ofHost: name) {
            let user = effect.location.user?.known ?? Host(name).user ?? "root"
            let prefix = LabMachines.prefix(into: machine, as: user).map { PlannedText($0) }
            effect.location = Location(.local, prefixes: [prefix] + effect.location.prefixes)
        }
        return await performer.perform(effect, unrecorded: unrecorded, output: output)
    }

    /// Nothing of a lab is ever resumed.
    func recordsChanges(at location: Location) -> Bool { false }
}
