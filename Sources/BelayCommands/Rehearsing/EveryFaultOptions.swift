import ArgumentParser
import BelayLab

/// What `belay rehearse --every-fault` is asked for.
struct EveryFaultOptions: ParsableArguments {
    @Flag(help: "Rehearse once for every fault at every step, and print the table.")
    var everyFault = false

    @Option(help: ArgumentHelp("With --every-fault: only this fault; can be given again.", valueName: "fault"))
    var fault: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --every-fault: only at this step, or the steps of this phase; can be given again.", valueName: "step")
    )
    var at: [String] = []

    @Option(help: ArgumentHelp("With --every-fault: only so many, chosen by the seed.", valueName: "number"))
    var sample: Int?

    @Option(
        help: ArgumentHelp(
            "With --every-fault: so many rehearsals side by side; as many as memory allows when not given.",
            valueName: "number"))
    var atOnce: Int?

    @Option(
        help: ArgumentHelp(
            "With --every-fault: keep what each has come to in this file, and leave out those that are in it.",
            valueName: "file"), completion: .file())
    var results: String?

    /// The points that were asked for.
    func points(of grid: FaultGrid) throws(Refusal) -> [FaultPoint] {
        let faults = try fault.map { (name) throws(Refusal) in try Breakage.fault(named: name) }
        for step in at where !grid.rows.contains(where: { $0.isAt(step) }) {
            throw Refusal(status: .usage, message: "no step \(step) of the runbook's own text runs a command")
        }
        let points = grid.points(of: faults.isEmpty ? Fault.allCases : faults, at: at)
        if points.isEmpty {
            throw Refusal(
                status: .usage, message: "nothing at \(at.joined(separator: ", ")) can meet such a fault",
                help: ["it is the same there as at a later step: leave --at out"])
        }
        return points
    }

    /// Whether one of them was given without `--every-fault`, by its name.
    var misplaced: String? {
        if everyFault { return nil }
        if !fault.isEmpty { return "--fault" }
        if !at.isEmpty { return "--at" }
        if sample != nil { return "--sample" }
        if atOnce != nil { return "--at-once" }
        return results == nil ? nil : "--results"
    }
}
