extension EveryFaultOptions {
    /// The points that were asked for.
    func points(of grid: FaultGrid, in lab: any NamedLab) throws(UserError) -> [FaultPoint] {
        let faults = try fault.map { (name) throws(UserError) in try FaultSpec.fault(named: name, in: lab) }
        for step in at where !grid.rows.contains(where: { $0.isAt(step) }) {
            throw UserError(status: .usage, message: "no step \(step) of the runbook's own text runs a command")
        }
        let points = grid.points(of: faults.isEmpty ? lab.faults : faults, at: at)
        if points.isEmpty {
            throw UserError(
                status: .usage, message: "no command at \(at.joined(separator: ", ")) can have such a fault",
                help: ["the fault has its effect at a later step: leave out --at"])
        }
        return points
    }
}
