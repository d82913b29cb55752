import BelaySystem
import Glibc

/// `enable`, `mask` and their opposites: links that are there at the next boot too.
struct UnitFileRequest {
    let request: SystemctlRequest

    private var registry: UnitRegistry { request.manager.registry }
    private var connection: RequestConnection { request.connection }
    func carryOut(_ options: SystemctlOptions) throws(UnitProblem) {
        let links = UnitLinks(registry: registry, verb: options.verb)
        for unit in try request.units(options) {
            if unit.load == .notFound, options.verb != "unmask", options.verb != "mask" {
                connection.complain("Failed to \(options.verb) unit: Unit file \(unit.name) does not exist.")
                connection.fail(1)
                continue
            }
            tellAboutScript(unit, options.verb)
            let said =
                switch options.verb {
                case "mask": try links.mask(unit)
                case "unmask": try links.unmask(unit)
                case "disable": try links.disable(unit)
                case "reenable": try links.disable(unit) + links.enable(unit)
                default: try links.enable(unit)
                }
            for line in said { connection.complain(line) }
            if options.verb == "enable", unit.install?.isEmpty == true { tellThatNothingIsInstalled(unit) }
        }
        registry.reload()
        guard options.isNow else { return }
        try request.change(options, options.verb == "enable" ? .start : .stop)
    }

    private func tellThatNothingIsInstalled(_ unit: ManagedUnit) {
        connection.complain(
            "\(unit.name) has no [Install] section with WantedBy=, RequiredBy=, Also= or Alias=; nothing is enabled.")
    }

    /// A package that has a script of the old kind too says so first.
    private func tellAboutScript(_ unit: ManagedUnit, _ verb: String) {
        guard ["enable", "disable"].contains(verb), File.kind(of: "/etc/init.d/\(unit.name.stem)") != nil else {
            return
        }
        connection.complain(
            "Synchronizing state of \(unit.name) with SysV service script with /lib/systemd/systemd-sysv-install.")
        connection.complain("Executing: /lib/systemd/systemd-sysv-install \(verb) \(unit.name.stem)")
    }

    // MARK: - Asking

    func isEnabled(_ options: SystemctlOptions) throws(UnitProblem) {
        var isAny = false
        for unit in try request.units(options) {
            let state = Self.state(of: unit, in: registry)
            if state.isEmpty {
                connection.complain("Failed to get unit file state for \(unit.name): No such file or directory")
                continue
            }
            if !options.isQuiet { connection.print(state) }
            if ["enabled", "enabled-runtime", "static", "alias", "indirect", "generated"].contains(state) {
                isAny = true
            }
        }
        connection.fail(isAny ? 0 : 1)
    }

    /// As `UnitFileState` has it; empty for a unit without a file.
    static func state(of unit: ManagedUnit, in registry: UnitRegistry) -> String {
        switch unit.load {
        case .notFound: return ""
        case .masked: return "masked"
        case .loaded, .bad: break
        }
        if unit.file?.sources.first?.path.hasPrefix(UnitFolders.generated) == true { return "generated" }
        if registry.folders.isLinked(unit.name) {
            let isGenerated =
                File.kind(
                    of: "\(registry.folders.root)\(UnitFolders.own)/multi-user.target.wants/\(unit.name)",
                    followsLinks: false) == nil
            return isGenerated && unit.name.instance != nil ? "enabled-runtime" : "enabled"
        }
        return unit.install?.isEmpty == false ? "disabled" : "static"
    }
}
