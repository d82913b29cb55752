import BelaySystem
import Glibc

/// The machines of the lab of the calling process, for a program that runs in it.
public struct LabMachines: Sendable {
    /// The variable that tells programs in the lab their names.
    static let variable = "BELAY_LAB_MACHINES"

    /// True if the calling process runs in a lab of machines.
    public static var isHere: Bool { getenv(variable) != nil && Files.exists(LabFolder.machineHosts) }

    /// The things that this machine lacks for a lab of machines, a sentence each.
    public static var missing: [String] { Requirements.missingForMachines }

    private let machines: [MachineDescription]

    public init() throws(LabFailure) {
        let names = getenv(Self.variable).map { String(cString: $0).split(separator: " ").map(String.init) } ?? []
        machines = try names.map { (name) throws(LabFailure) in try MachineDescription(here: name) }
    }

    public var names: [String] { machines.map(\.name) }

    /// The machine that a host is: `web1`, `admin@web1`, or by its address. Nil for another host.
    public func machine(ofHost host: String) -> String? {
        let address = host.split(separator: "@").last.map(String.init) ?? host
        return machines.first { $0.name == address || $0.address == address }?.name
    }

    /// The units that a machine starts at each boot.
    public func units(of name: String) -> [String] { machines.first { $0.name == name }?.units ?? [] }

    /// Put before a program and its arguments, it runs them on the machine as the user, and by no network.
    public static func prefix(into machine: String, as user: String) -> [String] {
        [OwnProgram.inLab, OwnProgram.enterWord, machine, user]
    }

    /// Starts the services that have failed since because of a fault, but for what was asked to stop.
    public func mendServices() throws(LabFailure) {
        for machine in machines { try RunningMachine(machine: machine).mendUnits() }
    }

    /// Mends what faults have broken, as the world would: wires, disks, what is frozen, services that were killed, and
    /// machines that are gone. What the run itself has done stays.
    public func heal() throws(LabFailure) {
        for machine in machines { try RunningMachine(machine: machine).heal() }
    }
}
