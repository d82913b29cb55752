/// What `%` and a letter stand for in a unit file, see systemd.unit(5), "Specifiers". All units are the system's own, whose
/// user is root.
struct Specifiers: Hashable, Sendable {
    let unit: UnitName
    let machine: MachineNames

    /// What the unit knows of the machine that it is on.
    struct MachineNames: Hashable, Sendable {
        var hostName: String
        var machineID: String
        var bootID: String
        var kernel: String
    }

    /// A letter that stands for nothing is left as it is.
    func expand(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var result = ""
        var rest = text[...]
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            rest = rest[rest.index(after: percent)...]
            guard let letter = rest.first else { return result + "%" }
            rest = rest.dropFirst()
            result += value(of: letter) ?? "%\(letter)"
        }
        return result + rest
    }

    private func value(of letter: Character) -> String? {
        switch letter {
        case "%": "%"
        case "n": unit.text
        case "N": unit.stem
        case "p": unit.prefix
        case "P": UnitName.unescaped(unit.prefix)
        case "i": unit.instance ?? ""
        case "I": UnitName.unescaped(unit.instance ?? "")
        case "j": unit.prefix.split(separator: "-").last.map(String.init) ?? unit.prefix
        case "J": UnitName.unescaped(unit.prefix.split(separator: "-").last.map(String.init) ?? unit.prefix)
        case "f": "/" + UnitName.unescaped(unit.instance ?? unit.prefix)
        case "t": "/run"
        case "S": "/var/lib"
        case "C": "/var/cache"
        case "L": "/var/log"
        case "E": "/etc"
        case "T": "/tmp"
        case "V": "/var/tmp"
        case "H": machine.hostName
        case "l": machine.hostName.split(separator: ".").first.map(String.init) ?? machine.hostName
        case "m": machine.machineID
        case "b": machine.bootID
        case "v": machine.kernel
        case "u", "g": "root"
        case "U", "G": "0"
        case "h": "/root"
        case "s": "/bin/sh"
        default: nil
        }
    }
}
