import BelayLab
import BelayRuntime
import BelaySource

/// A lab that a runbook names with `rehearse in`, seen by whoever wants to rehearse in it.
protocol NamedLab: Sendable {
    /// What can go wrong in it, in the order of tables and lists.
    var faults: [FaultKind] { get }

    /// The names of the machines that a fault can be aimed at.
    var machines: [String] { get }

    /// The names of the states that a procedure may end in.
    var states: [String] { get }

    /// The texts that it is written in, if it is not built into Belay.
    var sources: [SourceText] { get }

    /// What one of them takes of this machine's memory, about, in MiB.
    var memory: Int { get }

    /// What this machine lacks for it, a sentence each.
    func missing(_ options: RehearsalOptions) -> [String]

    /// What the program that builds it is asked for, without the command.
    func request(_ options: RehearsalOptions) throws(UserError) -> LabRequest

    /// What a runbook's parameters are in it, by their names, unless they are given.
    func presets(_ options: RehearsalOptions, on console: Console) async throws(UserError) -> Presets

    /// The lab of the calling process, which is this one.
    func world(_ options: RehearsalOptions, on console: Console) throws(UserError) -> any LabWorld
}

/// Values of parameters that a lab has for a runbook.
struct Presets {
    /// As they would be given on the command line.
    var texts: [String: String] = [:]
    var values: [String: Value] = [:]
}
