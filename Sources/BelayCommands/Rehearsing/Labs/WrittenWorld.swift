import BelayData
import BelayLab
import BelayRuntime

/// The lab of this process, which is written in the language and has a keeper.
struct WrittenWorld: LabWorld {
    /// The names of the faults that the lab declares.
    let own: Set<String>
    let machines: LabMachines
    /// The words that start the keeper.
    let keeper: [String]

    private static let begun = "begun"

    /// A run that was killed and started again finds everything begun.
    func begin() throws(LabFailure) {
        try LabKeeperProcess.start(keeper)
        if LabNotes.read(Self.begun) != nil { return }
        _ = try KeeperMailbox.ask(.begin)
        try LabNotes.write("", to: Self.begun)
    }

    func strike(
        _ fault: FaultKind, _ aim: FaultAim, before effect: CommandEffect, of effects: [CommandEffect]
    ) throws(LabFailure) -> String {
        if own.contains(fault.name) {
            return try KeeperMailbox.ask(.strike(fault.name))["said"]?.string ?? fault.explanation
        }
        guard let strike = MachineFault(rawValue: fault.name) else {
            throw LabFailure("the lab has no fault \(fault.name)")
        }
        guard let machine = aim.machine ?? machine(of: effect, among: effects) ?? machines.names.first else {
            throw LabFailure("the lab has no machine")
        }
        return try strike.strike(machine, units: aim.units)
    }

    /// The machine that a step works on; for one of the operator's side the one of the next step that works on one.
    private func machine(of effect: CommandEffect, among effects: [CommandEffect]) -> String? {
        let place = effects.firstIndex { effect.step.isCovered(by: $0.step) } ?? effects.startIndex
        let next = [effect] + effects[min(place, effects.endIndex)...]
        return next.lazy.compactMap { $0.location.host?.known.flatMap(machines.machine(ofHost:)) }.first
    }

    func verdict(isDone: Bool) throws(LabFailure) -> LabVerdict {
        LabVerdict(try KeeperMailbox.ask(.look(isDone: isDone)))
    }

    var guide: String {
        """

        You are in the lab; it is gone when you leave this shell.
          ssh \(machines.names.first ?? "")     a machine; the others are \(machines.names.dropFirst().joined(separator: ", "))

        """
    }
}
