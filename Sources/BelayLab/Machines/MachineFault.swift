import BelaySystem
import Glibc

/// Something that goes wrong with a machine of a lab, its services, its network or its disk, because it was asked for.
public enum MachineFault: String, Hashable, Sendable, CaseIterable {
    case machineKilled = "machine-killed"
    case machineRebooted = "machine-rebooted"
    case machineFrozen = "machine-frozen"
    case serviceKilled = "service-killed"
    case serviceStopped = "service-stopped"
    case serviceNeverStarts = "service-never-starts"
    case networkCut = "network-cut"
    case networkCutOneWay = "network-cut-one-way"
    case networkSlow = "network-slow"
    case networkLossy = "network-lossy"
    case unreachable = "unreachable"
    case diskFull = "disk-full"
    case diskReadOnly = "disk-read-only"

    public var kind: FaultKind { FaultKind(name: rawValue, explanation: explanation, subject: subject) }

    private var subject: FaultKind.Subject {
        switch self {
        case .serviceKilled, .serviceStopped, .serviceNeverStarts: .service
        case .machineKilled, .machineRebooted, .machineFrozen, .networkCut, .networkCutOneWay, .networkSlow,
            .networkLossy, .unreachable, .diskFull, .diskReadOnly:
            .machine
        }
    }

    /// Its effect, for people.
    private var explanation: String {
        switch self {
        case .machineKilled: "the machine is gone, as without power; its disk stays"
        case .machineRebooted: "the machine goes down and boots again"
        case .machineFrozen: "nothing on the machine moves any more, and its connections stay open"
        case .serviceKilled: "the processes of its services are killed"
        case .serviceStopped: "the processes of its services are frozen"
        case .serviceNeverStarts: "from then on its services do not start"
        case .networkCut: "the machine and all others no longer hear each other; the operator still reaches it"
        case .networkCutOneWay: "the machine hears the others, but they no longer hear it"
        case .networkSlow: "packets between the machine and the others take 200 ms longer each way"
        case .networkLossy: "one packet in five between the machine and the others is lost"
        case .unreachable: "the operator no longer reaches the machine; the others do"
        case .diskFull: "the disks of the machine are full"
        case .diskReadOnly: "nothing on the disks of the machine can be opened for writing any more"
        }
    }

    /// Makes it happen, in the lab of the calling process.
    /// - Parameter units: the services that it is about; those that the machine runs if there are none.
    /// - Returns: what was done, for people.
    public func strike(_ name: String, units: [String] = []) throws(LabFailure) -> String {
        let machine = try MachineDescription(here: name)
        let asked = units.isEmpty ? machine.units : units
        let running = RunningMachine(machine: machine)
        var services: [String] = []
        if subject == .service {
            if asked.isEmpty { throw LabFailure("\(name) runs no service") }
            services = try running.family(of: asked)
            try running.note(struck: services)
        } else if self == .diskFull || self == .diskReadOnly {
            // They end when they can no longer write.
            try running.note(struck: running.family(of: machine.units))
        }
        switch self {
        case .machineKilled:
            try running.end(thenBoot: false)
            return "\(name) is gone"
        case .machineRebooted:
            try running.end(thenBoot: true)
            return "\(name) boots again"
        case .machineFrozen: try running.signalAll(SIGSTOP)
        case .serviceKilled: try running.signal("KILL", to: services)
        case .serviceStopped: try running.signal("STOP", to: services)
        case .serviceNeverStarts: try running.keepFromStarting(services)
        case .networkCut: try running.trouble(others: [.cut], bothWays: true)
        case .networkCutOneWay: try running.trouble(others: [.cut], bothWays: false)
        case .networkSlow: try running.trouble(others: [.delay(0.2)], bothWays: true)
        case .networkLossy: try running.trouble(others: [.lose(0.2)], bothWays: true)
        case .unreachable: try running.separateFromOperator()
        case .diskFull: try running.fillDisks()
        case .diskReadOnly: try running.forbidWriting()
        }
        return "\(([name] + (subject == .service ? asked : [])).joined(separator: " ")): \(explanation)"
    }
}
