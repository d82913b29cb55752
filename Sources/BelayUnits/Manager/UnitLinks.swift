import BelaySystem
import Glibc

/// The links by which a unit is enabled or masked: they are there at the next boot too.
struct UnitLinks {
    let registry: UnitRegistry
    /// What systemctl was asked to do, for what it says of a failure.
    let verb: String

    private var own: String { registry.folders.root + UnitFolders.own }

    /// - Returns: what it did, a line each, as systemctl says it.
    func enable(_ unit: ManagedUnit, depth: Int = 0) throws(UnitProblem) -> [String] {
        if unit.load == .masked { throw problem("Unit file \(unit.name) is masked.") }
        guard let install = unit.install, let path = unit.file?.sources.first?.path, depth < 8 else { return [] }
        var said: [String] = []
        for alias in install.aliases { said += try link("\(own)/\(alias)", to: path) }
        for target in install.wantedBy { said += try link("\(own)/\(target).wants/\(unit.name)", to: path) }
        for target in install.requiredBy { said += try link("\(own)/\(target).requires/\(unit.name)", to: path) }
        for other in install.also { said += try enable(registry[other], depth: depth + 1) }
        return said
    }

    func disable(_ unit: ManagedUnit) throws(UnitProblem) -> [String] {
        var said: [String] = []
        for alias in unit.install?.aliases ?? [] where File.target(ofLink: "\(own)/\(alias)") != nil {
            said += try remove("\(own)/\(alias)")
        }
        for folder in (try? Folder.names(in: own)) ?? []
        where folder.hasSuffix(".wants") || folder.hasSuffix(".requires") {
            said += try remove("\(own)/\(folder)/\(unit.name)")
        }
        for other in unit.install?.also ?? [] where other != unit.name { said += try disable(registry[other]) }
        return said
    }

    func mask(_ unit: ManagedUnit) throws(UnitProblem) -> [String] {
        let path = "\(own)/\(unit.name)"
        if let kind = File.kind(of: path, followsLinks: false), kind != .link {
            throw problem("File \(path) already exists.")
        }
        return try link(path, to: "/dev/null")
    }

    func unmask(_ unit: ManagedUnit) throws(UnitProblem) -> [String] {
        File.target(ofLink: "\(own)/\(unit.name)") == "/dev/null" ? try remove("\(own)/\(unit.name)") : []
    }

    private func link(_ path: String, to target: String) throws(UnitProblem) -> [String] {
        if File.target(ofLink: path) == target { return [] }
        _ = try? Folder.make(Folder.parent(of: path) ?? "/", mode: 0o755)
        unlink(path)
        guard symlink(target, path) == 0 else { throw problem("File \(path): \(SystemError.last.text)") }
        return ["Created symlink \(path) → \(target)."]
    }

    private func remove(_ path: String) throws(UnitProblem) -> [String] {
        if unlink(path) == 0 { return ["Removed \"\(path)\"."] }
        let error = SystemError.last
        // A disk that is read-only says so of what is not there too.
        if File.kind(of: path, followsLinks: false) == nil { return [] }
        throw problem("File \(path): \(error.text)")
    }

    private func problem(_ words: String) -> UnitProblem { UnitProblem("Failed to \(verb) unit: \(words)") }
}
