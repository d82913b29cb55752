import BelayLab
import BelayRuntime

/// Where a fault is to strike, as far as that was said.
struct FaultAim: Hashable, Sendable {
    /// The machine; nil where the lab finds out by itself.
    var machine: String?
    /// Its services; none for all that it runs.
    var units: [String] = []
    /// How long it lasts, for a fault that passes; nil for as long as usual.
    var seconds: Int?
}

/// The lab of this process, as a rehearsal in it sees it.
protocol LabWorld: Sendable {
    /// Makes everything as the procedure is to find it. Called once, before the run.
    func begin() throws(LabFailure)

    /// Makes it happen.
    /// - Parameters:
    ///   - effect: the command before which it does.
    ///   - effects: all that the run may come to, as its plan has them.
    /// - Returns: what was done, for people.
    func strike(
        _ fault: FaultKind, _ aim: FaultAim, before effect: CommandEffect, of effects: [CommandEffect]
    ) throws(LabFailure) -> String

    /// What the rehearsal has come to.
    /// - Parameter isDone: true if the run says that all is done.
    func verdict(isDone: Bool) throws(LabFailure) -> LabVerdict

    /// A look at it while the run continues, a row each; it may take a second, and changes nothing. Empty when there is nothing
    /// to see.
    func glance() -> [String]

    /// Instructions for looking around in it.
    var guide: String { get }
}
