import Glibc

/// Answers `systemctl`, with the words and statuses of systemd's own as scripts read them.
struct SystemctlRequest {
    let manager: UnitManager
    let connection: RequestConnection

    /// The statuses of systemctl besides success and failure.
    enum Status {
        static let notActive: Int32 = 3
        static let unknown: Int32 = 4
        static let notLoaded: Int32 = 5
    }

    private static let changing: Set<String> = [
        "start", "stop", "restart", "try-restart", "reload", "reload-or-restart", "try-reload-or-restart", "kill",
        "enable",
        "disable", "reenable", "mask", "unmask", "daemon-reload", "daemon-reexec", "reset-failed", "isolate", "reboot",
        "poweroff",
        "halt", "preset", UnitClient.mend,
    ]

    func answer(_ words: [String]) {
        do throws(UnitProblem) {
            let options = try SystemctlOptions(words)
            if Self.changing.contains(options.verb), !connection.isRoot {
                let what = options.names.first.map { " \(UnitName(completing: $0))" } ?? ""
                connection.complain("Failed to \(options.verb)\(what): Interactive authentication required.")
                return connection.fail(1)
            }
            try carryOut(options)
        } catch {
            connection.complain(error.message)
            connection.fail(1)
        }
    }

    private func carryOut(_ options: SystemctlOptions) throws(UnitProblem) {
        switch options.verb {
        case "start": try change(options, .start)
        case "stop": try change(options, .stop)
        case "restart": try change(options, .restart)
        case "try-restart", "condrestart": try change(options, .restart, onlyIfUp: true)
        case "reload": try change(options, .reload)
        case "reload-or-restart": try reloadOrRestart(options, onlyIfUp: false)
        case "try-reload-or-restart": try reloadOrRestart(options, onlyIfUp: true)
        case "isolate": try change(options, .start)
        case "kill": try signal(options)
        case UnitClient.mend: try mend(options)
        case "is-active":
            try ask(options) {
                $0.load == .notFound
                    ? Status.unknown : $0.state == .active || $0.state == .reloading ? 0 : Status.notActive
            }
        case "is-failed": try ask(options) { $0.state == .failed ? 0 : 1 }
        case "is-enabled": try UnitFileRequest(request: self).isEnabled(options)
        case "enable", "disable", "reenable", "mask", "unmask", "preset":
            try UnitFileRequest(request: self).carryOut(options)
        case "daemon-reload", "daemon-reexec":
            Generators.run()
            manager.registry.reload()
        case "reset-failed": resetFailed(options)
        case "status": try StatusText(request: self).print(options)
        case "show": PropertyList(request: self).print(options)
        case "cat": try cat(options)
        case "list-units", "": UnitTable(request: self).printUnits(options)
        case "list-unit-files": UnitTable(request: self).printFiles(options)
        case "get-default": connection.print("multi-user.target")
        case "is-system-running": isRunning()
        case "reboot", "kexec", "soft-reboot": manager.stop(again: true)
        case "poweroff", "halt": manager.stop(again: false)
        default: throw UnitProblem("Unknown command verb \(options.verb).")
        }
    }

    // MARK: - Changing

    func change(_ options: SystemctlOptions, _ change: JobQueue.Change, onlyIfUp: Bool = false) throws(UnitProblem) {
        for unit in try units(options) { self.change(unit, change, options, onlyIfUp: onlyIfUp) }
    }

    private func change(_ unit: ManagedUnit, _ change: JobQueue.Change, _ options: SystemctlOptions, onlyIfUp: Bool) {
        let verb = options.verb
        if onlyIfUp, !unit.state.isUp { return }
        if change == .stop, unit.load == .notFound, !unit.state.isUp {
            connection.complain("Failed to stop \(unit.name): Unit \(unit.name) not loaded.")
            return connection.fail(Status.notLoaded)
        }
        if change == .reload, unit.state != .active {
            connection.complain("\(unit.name) is not active, cannot reload.")
            return connection.fail(1)
        }
        if change == .start || change == .restart, !["service", "target"].contains(unit.name.type) {
            connection.complain("Failed to \(verb) \(unit.name): the lab runs services and targets only.")
            return connection.fail(1)
        }
        do throws(UnitProblem) {
            guard let job = try manager.jobs.add(change, unit.name), !options.doesNotWait else { return }
            connection.wait(for: job) { hear($0, of: unit, change) }
        } catch {
            connection.complain("Failed to \(verb) \(unit.name): \(error.message)")
            connection.fail(unit.load == .notFound ? Status.notLoaded : 1)
        }
    }

    private func hear(_ outcome: JobQueue.Outcome, of unit: ManagedUnit, _ change: JobQueue.Change) {
        if outcome.isGood { return }
        connection.fail(1)
        let name = unit.name
        switch outcome {
        case .done: return
        case .cancelled: connection.complain("Job for \(name) canceled.")
        case .notApplicable:
            connection.complain("Failed to reload \(name): Job type reload is not applicable for unit \(name).")
            connection.fail(Status.notActive)
        case .assertion: connection.complain("Assertion failed on job for \(name).")
        case .dependency:
            connection.complain("A dependency job for \(name) failed. See 'journalctl -xe' for details.")
        case .failed:
            let reason = change == .reload ? "" : Self.reason(of: unit.result)
            connection.complain("Job for \(name) failed\(reason).")
            connection.complain("See \"systemctl status \(name)\" and \"journalctl -xeu \(name)\" for details.")
        }
    }

    private static func reason(of result: String) -> String {
        switch result {
        case "resources": " because of unavailable resources or another system error"
        case "protocol": " because the service did not take the steps required by its unit configuration"
        case "timeout": " because a timeout was exceeded"
        case "exit-code": " because the control process exited with error code"
        case "signal": " because a fatal signal was delivered to the control process"
        case "core-dump": " because a fatal signal was delivered causing the control process to dump core"
        case "start-limit-hit": " because start of the service was attempted too often"
        default: ""
        }
    }

    private func reloadOrRestart(_ options: SystemctlOptions, onlyIfUp: Bool) throws(UnitProblem) {
        for unit in try units(options) {
            if onlyIfUp, unit.state != .active { continue }
            let canReload = unit.state == .active && manager.control(unit)?.canReload == true
            change(unit, canReload ? .reload : .restart, options, onlyIfUp: false)
        }
    }

    private func signal(_ options: SystemctlOptions) throws(UnitProblem) {
        guard let number = SignalName.number(options.signal) else {
            throw UnitProblem("Failed to parse signal string \(options.signal).")
        }
        for unit in try units(options) {
            guard let run = unit.run, let membership = run.membership else {
                connection.complain("Failed to kill unit \(unit.name): Unit \(unit.name) not loaded.")
                connection.fail(1)
                continue
            }
            let processes =
                switch options.killWhom {
                case "main": [run.mainProcess].compactMap(\.self)
                case "control": [run.controlProcess].compactMap(\.self)
                default: membership.processes
                }
            for process in processes { kill(process, number) }
        }
    }

    /// What is stopped continues, and what has failed is started again, but for what was asked to stop.
    private func mend(_ options: SystemctlOptions) throws(UnitProblem) {
        for unit in try units(options) {
            for process in unit.run?.membership?.processes ?? [] { kill(process, SIGCONT) }
            guard unit.state == .failed, !unit.isToBeDown else { continue }
            unit.run?.starts = []
            // One that cannot start is for whoever looks at the machine to find.
            _ = try? manager.jobs.add(.start, unit.name)
        }
    }

    private func resetFailed(_ options: SystemctlOptions) {
        let chosen =
            options.names.isEmpty
            ? Array(manager.registry.units.values) : options.names.map { manager.registry[UnitName(completing: $0)] }
        for unit in chosen {
            unit.run?.starts = []
            guard unit.state == .failed else { continue }
            (unit.state, unit.subState, unit.result) = (.inactive, "dead", "success")
        }
    }

    // MARK: - Asking

    /// The status is good when it is for one of them, else it is the last one's.
    private func ask(_ options: SystemctlOptions, _ question: (ManagedUnit) -> Int32) throws(UnitProblem) {
        var answers: [Int32] = []
        for unit in try units(options) {
            if !options.isQuiet { connection.print(unit.state.rawValue) }
            answers.append(question(unit))
        }
        connection.fail(answers.contains(0) ? 0 : answers.last ?? 0)
    }

    private func cat(_ options: SystemctlOptions) throws(UnitProblem) {
        for (index, unit) in try units(options).enumerated() {
            guard let file = unit.file else {
                connection.complain("No files found for \(unit.name).")
                connection.fail(1)
                continue
            }
            let texts = file.sources.map { "# \($0.path)\n\($0.text)" }
            if index > 0 { connection.print("") }
            connection.print(texts.joined(separator: "\n").trimmingLineEnd())
        }
    }

    private func isRunning() {
        let hasFailed = manager.registry.units.values.contains { $0.state == .failed }
        connection.print(hasFailed ? "degraded" : "running")
        connection.fail(hasFailed ? 1 : 0)
    }

    /// The units that are named, patterns among them.
    func units(_ options: SystemctlOptions) throws(UnitProblem) -> [ManagedUnit] {
        if options.names.isEmpty { throw UnitProblem("Too few arguments.") }
        return options.names.flatMap { name -> [ManagedUnit] in
            guard name.contains(where: { "*?[".contains($0) }) else {
                return [manager.registry[UnitName(completing: name)]]
            }
            return manager.registry.units.values.filter { fnmatch(name, $0.name.text, 0) == 0 && $0.state != .inactive }
                .sorted { $0.name < $1.name }
        }
    }
}

extension String {
    func trimmingLineEnd() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
