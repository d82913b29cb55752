import BelaySystem
import Glibc

/// All units that were asked for, loaded from their files when they are.
final class UnitRegistry {
    let folders: UnitFolders
    let machine: Specifiers.MachineNames
    private(set) var units: [UnitName: ManagedUnit] = [:]
    private var aliases: [UnitName: UnitName] = [:]

    init(folders: UnitFolders) {
        self.folders = folders
        func text(_ path: String) -> String {
            String(decoding: (try? File.bytes(of: path)) ?? [], as: UTF8.self).split(separator: "\n").first.map(
                String.init) ?? ""
        }
        machine = Specifiers.MachineNames(
            hostName: text("/proc/sys/kernel/hostname"), machineID: text("/etc/machine-id"),
            bootID: text("/proc/sys/kernel/random/boot_id"), kernel: text("/proc/sys/kernel/osrelease"))
    }

    /// The unit of a name, through its aliases. There is always one; it may be one that was not found.
    subscript(name: UnitName) -> ManagedUnit {
        let name = aliases[name] ?? name
        if let known = units[name] { return known }
        let unit = load(name, depth: 0)
        units[unit.name] = unit
        return unit
    }

    /// Reads all files again. What runs continues.
    func reload() {
        let before = units
        units = [:]
        aliases = [:]
        for (name, old) in before {
            let new = self[name]
            guard new !== old, new.name == name else { continue }
            (new.subState, new.result) = (old.subState, old.result)
            new.run = old.run
            new.state = old.state
            new.isToBeDown = old.isToBeDown
            (new.activeSince, new.inactiveSince) = (old.activeSince, old.inactiveSince)
            // What still runs ends as it was begun, also when its file is gone.
            if new.load != .loaded, old.state != .inactive { (new.service, new.settings) = (old.service, old.settings) }
        }
    }

    private func load(_ name: UnitName, depth: Int) -> ManagedUnit {
        let unit = ManagedUnit(name)
        switch folders.find(name) {
        case .missing: unit.load = .notFound
        case .masked: unit.load = .masked
        case .alias(let other):
            guard depth < 8 else { return unit }
            let real = units[other] ?? load(other, depth: depth + 1)
            aliases[name] = real.name
            real.aliases.insert(name)
            return real
        case .found(let file): read(file, into: unit)
        }
        return unit
    }

    private func read(_ file: UnitFile, into unit: ManagedUnit) {
        let specifiers = Specifiers(unit: unit.name, machine: machine)
        unit.file = file
        unit.install = InstallSettings(file, specifiers)
        var settings = UnitSettings(file, specifiers)
        settings.wants.formUnion(folders.linked(to: unit.name, as: "wants"))
        settings.requires.formUnion(folders.linked(to: unit.name, as: "requires"))
        // A target is reached when what it wants has come.
        if unit.name.type == "target" { settings.after.formUnion(settings.wants.union(settings.requires)) }
        unit.settings = settings
        unit.load = .loaded
        guard unit.name.type == "service" else { return }
        do throws(UnitProblem) {
            unit.service = try ServiceSettings(file, specifiers)
        } catch {
            unit.load = .bad(error.message)
        }
    }
}
