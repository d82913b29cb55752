import BelayData
import BelayLab
import BelayRuntime
import BelaySystem
import Synchronization

/// The lab of this process, which is written in the language and has a keeper.
final class WrittenWorld: LabWorld {
    /// The names of the faults that the lab declares.
    let own: Set<String>
    let machines: LabMachines
    /// The words that start the keeper.
    let keeper: [String]

    private static let begun = "begun"

    /// Held by who asks the keeper: its letters are numbered.
    private let asking = Mutex(())

    init(own: Set<String>, machines: LabMachines, keeper: [String]) {
        (self.own, self.machines, self.keeper) = (own, machines, keeper)
    }

    /// A run that was killed and started again finds everything begun, and the keeper of before.
    func begin() throws(LabFailure) {
        if LabNotes.read(Self.begun) != nil { return }
        try LabKeeperProcess.start(keeper)
        _ = try ask(.begin)
        try LabNotes.write("", to: Self.begun)
    }

    private func ask(_ request: KeeperMailbox.Request) throws(LabFailure) -> DataValue {
        try asking.withLock { (_) throws(LabFailure) in try KeeperMailbox.ask(request) }
    }

    func strike(
        _ fault: FaultKind, _ aim: FaultAim, before effect: CommandEffect, of effects: [CommandEffect]
    ) throws(LabFailure) -> String {
        if own.contains(fault.name) {
            return try ask(.strike(fault.name))["said"]?.string ?? fault.explanation
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
        return next.lazy.compactMap { [machines] in $0.location.host?.known.flatMap(machines.machine(ofHost:)) }.first
    }

    func verdict(isDone: Bool) throws(LabFailure) -> LabVerdict {
        LabVerdict(try ask(.look(isDone: isDone)))
    }

    func glance() -> [String] { ClientPulse.rows(at: SystemClock().now) }

    var guide: String {
        """

        You are in the lab; it is gone when you leave this shell.
          ssh \(machines.names.first ?? "")     a machine; the others are \(machines.names.dropFirst().joined(separator: ", "))

        """
    }
}
