import BelaySystem
import Glibc

/// `systemctl show`: properties in systemd's own order.
struct PropertyList {
    let request: SystemctlRequest

    func print(_ options: SystemctlOptions) {
        let units = options.names.isEmpty ? [] : (try? request.units(options)) ?? []
        for (index, unit) in units.enumerated() {
            if index > 0 { request.connection.print("") }
            for (name, value) in properties(of: unit)
            where options.properties.isEmpty || options.properties.contains(name) {
                request.connection.print(options.showsValueOnly ? value : "\(name)=\(value)")
            }
        }
    }

    private func properties(of unit: ManagedUnit) -> [(String, String)] {
        (unit.name.type == "service" ? serviceProperties(of: unit) : []) + unitProperties(of: unit)
    }

    private func serviceProperties(of unit: ManagedUnit) -> [(String, String)] {
        let service = unit.service
        let run = unit.run
        var properties: [(String, String)] = [
            ("Type", service?.kind.rawValue ?? ""), ("Restart", service?.restart.rawValue ?? "no"),
            ("PIDFile", service?.pidFile ?? ""), ("RestartUSec", Self.span(service?.restartDelay ?? 0.1)),
            ("TimeoutStartUSec", Self.span(service?.startTimeout ?? 90)),
            ("TimeoutStopUSec", Self.span(service?.stopTimeout ?? 90)),
            ("RemainAfterExit", Self.flag(service?.remainsAfterExit == true)),
            ("MainPID", String(run?.mainProcess ?? 0)), ("ControlPID", String(run?.controlProcess ?? 0)),
            ("StatusText", run?.statusText ?? ""), ("Result", unit.result),
            ("NRestarts", String(run?.automaticRestarts ?? 0)),
            ("ExecMainStartTimestamp", Self.time(run?.mainStarted)),
            ("ExecMainExitTimestamp", Self.time(run?.mainEnded)),
            ("ExecMainPID", String(run?.lastMainProcess ?? 0)),
        ]
        let (code, status): (Int, Int32) =
            switch run?.mainEnd {
            case .exited(let status)?: (1, status)
            case .killed(let signal, let dumped)?: (dumped ? 3 : 2, signal)
            case nil: (0, 0)
            }
        properties += [("ExecMainCode", String(code)), ("ExecMainStatus", String(status))]
        let environment = (service?.execution.environment ?? [:]).sorted { $0.key < $1.key }
        properties += [
            ("Environment", environment.map { "\($0.key)=\($0.value)" }.joined(separator: " ")),
            ("User", service?.execution.user ?? ""), ("Group", service?.execution.group ?? ""),
            ("KillMode", service?.killMode.rawValue ?? "control-group"),
            ("KillSignal", String(service?.killSignal ?? SIGTERM)),
        ]
        return properties
    }

    private func unitProperties(of unit: ManagedUnit) -> [(String, String)] {
        let settings = unit.settings
        func names(_ units: Set<UnitName>?) -> String { (units ?? []).sorted().map(\.text).joined(separator: " ") }
        let sources = unit.file?.sources ?? []
        return [
            ("Id", unit.name.text), ("Names", ([unit.name] + unit.aliases.sorted()).map(\.text).joined(separator: " ")),
            ("Requires", names(settings?.requires)), ("Wants", names(settings?.wants)),
            ("PartOf", names(settings?.partOf)),
            ("Conflicts", names(settings?.conflicts)), ("Before", names(settings?.before)),
            ("After", names(settings?.after)),
            ("Documentation", (settings?.documentation ?? []).joined(separator: " ")),
            ("Description", unit.description),
            ("LoadState", unit.load.text), ("ActiveState", unit.state.rawValue), ("SubState", unit.subState),
            ("FragmentPath", sources.first?.path ?? ""),
            ("DropInPaths", sources.dropFirst().map(\.path).joined(separator: " ")),
            ("UnitFileState", UnitFileRequest.state(of: unit, in: request.manager.registry)),
            ("UnitFilePreset", "enabled"),
            ("InactiveEnterTimestamp", Self.time(unit.inactiveSince)),
            ("ActiveEnterTimestamp", Self.time(unit.activeSince)),
            ("CanStart", Self.flag(unit.load == .loaded)), ("CanStop", "yes"),
            ("CanReload", Self.flag(request.manager.control(unit)?.canReload == true)), ("NeedDaemonReload", "no"),
        ]
    }

    private static func flag(_ flag: Bool) -> String { flag ? "yes" : "no" }

    private static func time(_ time: LocalTime?) -> String { time?.long ?? "" }

    private static func span(_ seconds: Double) -> String {
        if !seconds.isFinite { return "infinity" }
        if seconds < 1 { return "\(Int(seconds * 1000))ms" }
        let whole = Int(seconds)
        return whole < 60 ? "\(whole)s" : whole % 60 == 0 ? "\(whole / 60)min" : "\(whole / 60)min \(whole % 60)s"
    }
}
