import BelaySystem
import Glibc

/// `systemctl status`.
struct StatusText {
    let request: SystemctlRequest

    private var connection: RequestConnection { request.connection }

    func print(_ options: SystemctlOptions) throws(UnitProblem) {
        if options.names.isEmpty { return printMachine() }
        var status: Int32 = 0
        for (index, unit) in try request.units(options).enumerated() {
            if unit.load == .notFound, unit.state == .inactive {
                connection.complain("Unit \(unit.name) could not be found.")
                status = SystemctlRequest.Status.unknown
                continue
            }
            if index > 0 { connection.print("") }
            print(unit, lines: options.lines)
            if !unit.state.isUp { status = SystemctlRequest.Status.notActive }
        }
        connection.fail(status)
    }

    private func printMachine() {
        let machine = request.manager.registry.machine.hostName
        let failed = request.manager.registry.units.values.count { $0.state == .failed }
        connection.print("● \(machine)\n    State: \(failed == 0 ? "running" : "degraded")\n   Failed: \(failed) units")
    }

    private func print(_ unit: ManagedUnit, lines: Int) {
        let mark =
            switch unit.state {
            case .active, .reloading, .activating, .deactivating: "●"
            case .failed: "×"
            case .inactive: "○"
            }
        connection.print("\(mark) \(unit.name) - \(unit.description)")
        connection.print("     Loaded: \(loaded(unit))")
        connection.print("     Active: \(active(unit))")
        for (index, document) in (unit.settings?.documentation ?? []).enumerated() {
            connection.print("\(index == 0 ? "       Docs: " : "             ")\(document)")
        }
        printProcesses(unit)
        let entries = request.manager.journal.entries.filter { $0.unit == unit.name && $0.priority < 7 }.suffix(lines)
        if !entries.isEmpty { connection.print("") }
        for entry in entries { connection.print(request.manager.journal.line(entry)) }
    }

    private func loaded(_ unit: ManagedUnit) -> String {
        switch unit.load {
        case .notFound: return "not-found (Reason: Unit \(unit.name) not found.)"
        case .masked: return "masked (Reason: Unit \(unit.name) is masked.)"
        case .bad: return "bad-setting (Reason: Unit \(unit.name) has a bad unit file setting.)"
        case .loaded:
            let path = unit.file?.sources.first?.path ?? ""
            return "loaded (\(path); \(UnitFileRequest.state(of: unit, in: request.manager.registry)); preset: enabled)"
        }
    }

    private func active(_ unit: ManagedUnit) -> String {
        let state =
            unit.state == .failed ? "failed (Result: \(unit.result))" : "\(unit.state.rawValue) (\(unit.subState))"
        guard let since = unit.state.isUp ? unit.activeSince : unit.inactiveSince else { return state }
        let ago = LocalTime.now.seconds - since.seconds
        return "\(state) since \(since.long); \(Self.span(ago)) ago"
    }

    /// How long ago: `1min 5s`.
    private static func span(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 {
            return seconds % 60 == 0 ? "\(seconds / 60)min" : "\(seconds / 60)min \(seconds % 60)s"
        }
        return "\(seconds / 3600)h \(seconds % 3600 / 60)min"
    }

    private func printProcesses(_ unit: ManagedUnit) {
        guard let run = unit.run else { return }
        if let main = run.mainProcess {
            connection.print("   Main PID: \(main) (\(Self.name(of: main)))")
        } else if let end = run.mainEnd, run.lastMainProcess > 0 {
            connection.print("   Main PID: \(run.lastMainProcess) (\(end.text))")
        }
        if !run.statusText.isEmpty { connection.print("     Status: \"\(run.statusText)\"") }
        let processes = run.membership?.processes ?? []
        if processes.isEmpty { return }
        connection.print("      Tasks: \(processes.count)")
        connection.print("     CGroup: /system.slice/\(unit.name)")
        for (index, process) in processes.enumerated() {
            connection.print(
                "             \(index == processes.count - 1 ? "└─" : "├─")\(process) \(Self.words(of: process))")
        }
    }

    static func name(of process: pid_t) -> String {
        String(decoding: (try? File.bytes(of: "/proc/\(process)/comm")) ?? [], as: UTF8.self).trimmingLineEnd()
    }

    private static func words(of process: pid_t) -> String {
        let bytes = (try? File.bytes(of: "/proc/\(process)/cmdline")) ?? []
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
