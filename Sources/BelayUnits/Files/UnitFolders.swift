import BelaySystem

/// The folders in which units are looked for, the first that has one wins, see systemd.unit(5).
public struct UnitFolders: Sendable {
    /// Where a person puts units, and what `enable` and `mask` change.
    static let own = "/etc/systemd/system"
    /// What generators make at boot.
    static let generated = "/run/systemd/generator"

    /// The folder under which all of them are; empty for the root.
    let root: String

    public init(root: String = "") { self.root = root }

    var all: [String] {
        [
            "/etc/systemd/system.control", "/run/systemd/system.control", "/run/systemd/transient",
            "/run/systemd/generator.early", Self.own, "/run/systemd/system", Self.generated,
            "/usr/local/lib/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system",
            "/run/systemd/generator.late",
        ].map { root + $0 }
    }

    /// How a name was found.
    enum Finding: Hashable, Sendable {
        case missing
        /// The file is a link to `/dev/null`, or empty.
        case masked(String)
        /// An alias: the file is a link to one of another name.
        case alias(UnitName)
        case found(UnitFile)
    }

    /// The targets of systemd itself, which want much that no machine of the lab has. Here they are what others put into them.
    private static let plainTargets: Set<String> = [
        "basic", "default", "graphical", "local-fs", "multi-user", "network", "network-online", "nss-lookup",
        "remote-fs", "sysinit",
        "time-sync",
    ]

    /// An instance is found as itself, else as its template.
    func find(_ name: UnitName) -> Finding {
        if name.type == "target", Self.plainTargets.contains(name.stem) { return .found(UnitFile()) }
        for candidate in [name, name.template].compactMap(\.self) {
            for folder in all {
                let path = "\(folder)/\(candidate.text)"
                if let target = File.target(ofLink: path) {
                    if target == "/dev/null" { return .masked(path) }
                    let other = UnitName(completing: target.split(separator: "/").last.map(String.init) ?? target)
                    // A link to the same name elsewhere is the unit itself.
                    if other != candidate {
                        guard candidate != name, other.isTemplate, let instance = name.instance else {
                            return .alias(other)
                        }
                        return .alias(other.instantiated(as: instance))
                    }
                }
                guard let bytes = try? File.bytes(of: path) else { continue }
                if bytes.isEmpty { return .masked(path) }
                return .found(withDropIns(name, file: path, text: String(decoding: bytes, as: UTF8.self)))
            }
        }
        return .missing
    }

    private func withDropIns(_ name: UnitName, file: String, text: String) -> UnitFile {
        var unit = UnitFile()
        unit.add(text, from: String(file.dropFirst(root.count)))
        for path in dropIns(of: name) {
            guard let bytes = try? File.bytes(of: path) else { continue }
            unit.add(String(decoding: bytes, as: UTF8.self), from: String(path.dropFirst(root.count)))
        }
        return unit
    }

    /// In the order of their file names, whatever folder they are in; of the same name the first folder's counts.
    private func dropIns(of name: UnitName) -> [String] {
        let owners = [name.text, name.template?.text, "\(name.type)"].compactMap(\.self)
        var chosen: [String: String] = [:]
        for owner in owners {
            for folder in all {
                for file in names(in: "\(folder)/\(owner).d") where file.hasSuffix(".conf") && chosen[file] == nil {
                    chosen[file] = "\(folder)/\(owner).d/\(file)"
                }
            }
        }
        return chosen.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The units that a unit wants or requires because links say so: `multi-user.target.wants`.
    func linked(to name: UnitName, as relation: String) -> [UnitName] {
        var found: Set<UnitName> = []
        let isPlain = name.type == "target" && Self.plainTargets.contains(name.stem)
        for folder in all where !isPlain || !folder.hasSuffix("lib/systemd/system") {
            for file in names(in: "\(folder)/\(name.text).\(relation)") { found.insert(UnitName(completing: file)) }
        }
        return found.sorted()
    }

    /// The names of all unit files, templates among them.
    func allNames() -> [UnitName] {
        var found: Set<UnitName> = []
        for folder in all {
            for file in names(in: folder)
            where UnitName.types.contains(file.split(separator: ".").last.map(String.init) ?? "") && file.contains(".")
            {
                found.insert(UnitName(completing: file))
            }
        }
        return found.sorted()
    }

    /// Whether a link in one of the folders makes it start: what `is-enabled` says.
    func isLinked(_ name: UnitName) -> Bool {
        [Self.own, "/run/systemd/system", Self.generated].contains { folder in
            names(in: root + folder).contains { entry in
                guard entry.hasSuffix(".wants") || entry.hasSuffix(".requires") else { return false }
                return File.kind(of: "\(root)\(folder)/\(entry)/\(name.text)", followsLinks: false) != nil
            }
        }
    }

    private func names(in folder: String) -> [String] { ((try? Folder.names(in: folder)) ?? []).sorted() }
}
