/// What a unit of any type says about itself and about others: its section `[Unit]`.
struct UnitSettings: Hashable, Sendable {
    var description: String
    var documentation: [String]
    var after: Set<UnitName>
    var before: Set<UnitName>
    var wants: Set<UnitName>
    /// `Requires`, `Requisite` and `BindsTo`: without them the unit does not start.
    var requires: Set<UnitName>
    var bindsTo: Set<UnitName>
    var partOf: Set<UnitName>
    var conflicts: Set<UnitName>
    var reloadPropagatedFrom: Set<UnitName>
    var propagatesReloadTo: Set<UnitName>
    var conditions: [UnitCondition]
    var assertions: [UnitCondition]
    var refusesManualStart: Bool
    /// `StartLimitIntervalSec` and `StartLimitBurst`: so many starts in so many seconds are too many. Zero for no limit.
    var startLimitSeconds: Double
    var startLimitBurst: Int

    init(_ file: UnitFile, _ specifiers: Specifiers) {
        func names(_ keys: String...) -> Set<UnitName> {
            let lines = keys.flatMap { file.list("Unit", $0) }
            return Set(
                lines.flatMap { $0.split { $0 == " " || $0 == "\t" } }.map {
                    UnitName(completing: specifiers.expand(String($0)))
                })
        }
        func conditions(_ prefix: String) -> [UnitCondition] {
            (file.sections["Unit"] ?? []).filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }.map {
                UnitCondition(check: String($0.key.dropFirst(prefix.count)), value: $0.value, specifiers)
            }
        }
        description = specifiers.expand(file.value("Unit", "Description") ?? specifiers.unit.text)
        documentation = file.list("Unit", "Documentation").flatMap { $0.split(separator: " ").map(String.init) }
        after = names("After")
        before = names("Before")
        wants = names("Wants", "Upholds")
        bindsTo = names("BindsTo")
        requires = names("Requires", "Requisite").union(bindsTo)
        partOf = names("PartOf")
        conflicts = names("Conflicts")
        reloadPropagatedFrom = names("ReloadPropagatedFrom", "PropagateReloadFrom")
        propagatesReloadTo = names("PropagatesReloadTo", "PropagateReloadTo")
        self.conditions = conditions("Condition")
        assertions = conditions("Assert")
        refusesManualStart = file.flag("Unit", "RefuseManualStart", otherwise: false)
        let interval =
            file.value("Unit", "StartLimitIntervalSec") ?? file.value("Unit", "StartLimitInterval")
            ?? file.value("Service", "StartLimitInterval")
        startLimitSeconds = interval.flatMap(TimeSpan.seconds) ?? 10
        let burst = file.value("Unit", "StartLimitBurst") ?? file.value("Service", "StartLimitBurst")
        startLimitBurst = burst.flatMap { Int($0) } ?? 5
    }
}

/// The section `[Install]`: what `enable` links.
struct InstallSettings: Hashable, Sendable {
    var wantedBy: [UnitName]
    var requiredBy: [UnitName]
    var aliases: [UnitName]
    var also: [UnitName]
    var defaultInstance: String?

    /// Whether there is anything to link.
    var isEmpty: Bool { wantedBy.isEmpty && requiredBy.isEmpty && aliases.isEmpty && also.isEmpty }

    init(_ file: UnitFile, _ specifiers: Specifiers) {
        func names(_ key: String) -> [UnitName] {
            file.list("Install", key).flatMap { $0.split { $0 == " " || $0 == "\t" } }.map {
                UnitName(completing: specifiers.expand(String($0)))
            }
        }
        wantedBy = names("WantedBy")
        requiredBy = names("RequiredBy")
        aliases = names("Alias")
        also = names("Also")
        defaultInstance = file.value("Install", "DefaultInstance")
    }
}
