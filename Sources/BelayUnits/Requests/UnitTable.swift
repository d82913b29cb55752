/// `systemctl list-units` and `list-unit-files`.
struct UnitTable {
    let request: SystemctlRequest

    func printUnits(_ options: SystemctlOptions) {
        let units = request.manager.registry.units.values.filter { unit in
            if !options.types.isEmpty, !options.types.contains(unit.name.type) { return false }
            if !options.states.isEmpty {
                return !options.states.isDisjoint(with: [unit.state.rawValue, unit.subState, unit.load.text])
            }
            return options.showsAll || unit.state != .inactive
        }.sorted { $0.name < $1.name }
        let rows = units.map { unit in
            let mark = options.isPlain ? "" : unit.state == .failed ? "● " : "  "
            return [mark + unit.name.text, unit.load.text, unit.state.rawValue, unit.subState, unit.description]
        }
        print([["  UNIT", "LOAD", "ACTIVE", "SUB", "DESCRIPTION"]], rows)
        request.connection.print("\n\(units.count) loaded units listed.")
    }

    func printFiles(_ options: SystemctlOptions) {
        let registry = request.manager.registry
        let names = registry.folders.allNames().filter { options.types.isEmpty || options.types.contains($0.type) }
        let rows = names.map { name in
            let unit = registry[name]
            let state = unit.name == name ? UnitFileRequest.state(of: unit, in: registry) : "alias"
            return [name.text, state, "enabled"]
        }.filter { options.states.isEmpty || options.states.contains($0[1]) }
        print([["UNIT FILE", "STATE", "PRESET"]], rows)
        request.connection.print("\n\(rows.count) unit files listed.")
    }

    private func print(_ head: [[String]], _ rows: [[String]]) {
        let all = head + rows
        let widths = (0..<(head.first?.count ?? 0)).map { column in all.map { $0[column].count }.max() ?? 0 }
        for row in all {
            let cells = row.enumerated().map { column, text in
                column == row.count - 1 ? text : text + String(repeating: " ", count: widths[column] - text.count)
            }
            request.connection.print(cells.joined(separator: " "))
        }
    }
}
