import BelaySystem
import Glibc

/// How a service ends.
extension ServiceControl {
    var canReload: Bool { settings.commands[.reload]?.isEmpty == false || settings.kind == .notifyReload }

    func reload() {
        say("Reloading \(unit.name) - \(unit.description)...")
        (unit.state, unit.subState) = (.reloading, "reload")
        run.deadline = settings.startTimeout.isFinite ? UnitManager.now + settings.startTimeout : nil
        if settings.kind == .notifyReload, let process = run.mainProcess { kill(process, SIGHUP) }
        begin(.reload, as: "reload")
    }

    func reloadIsOver() {
        run.deadline = nil
        (unit.state, unit.subState) = (
            .active, run.mainProcess == nil && settings.remainsAfterExit ? "exited" : "running"
        )
        say("Reloaded \(unit.name) - \(unit.description).")
        manager.jobs.finish(unit, .done)
    }

    /// Because somebody asked for it: nothing starts it again.
    func stop() {
        cancelRestart()
        run.mayRestart = false
        run.automaticRestarts = 0
        guard unit.state.isUp else {
            if unit.state != .deactivating { becomeDead() }
            return
        }
        say("Stopping \(unit.name) - \(unit.description)...")
        if unit.state == .activating {
            // What only begins has nothing to stop: its processes are ended.
            unit.state = .deactivating
            return signalProcesses()
        }
        stopCommands()
    }

    func cancelRestart() {
        guard unit.subState == "auto-restart" else { return }
        run.deadline = nil
        unit.state = .inactive
        unit.subState = "dead"
    }

    /// Ends what there is of it with this result.
    func end(with result: String) {
        if unit.result == "success" { unit.result = result }
        if unit.state == .active || unit.state == .reloading { return stopCommands() }
        signalProcesses()
    }

    /// `ExecStop`, then the signals.
    func stopCommands() {
        unit.state = .deactivating
        run.deadline = deadline
        begin(.stop, as: "stop")
    }

    private var deadline: Double? { settings.stopTimeout.isFinite ? UnitManager.now + settings.stopTimeout : nil }

    /// Asks the processes to end.
    func signalProcesses() {
        unit.state = .deactivating
        unit.subState = "stop-sigterm"
        run.remaining = []
        run.deadline = deadline
        guard let membership = run.membership else { return becomeDead() }
        for process in signalled(membership) {
            kill(process, settings.killSignal)
            if settings.killSignal != SIGKILL { kill(process, SIGCONT) }
            if settings.sendsHangup { kill(process, SIGHUP) }
        }
        checkIfEmpty()
    }

    private func signalled(_ membership: Membership) -> [pid_t] {
        let known = [run.mainProcess, run.controlProcess].compactMap(\.self)
        switch settings.killMode {
        case .none: return []
        case .process, .mixed: return known
        case .controlGroup: return Array(Set(known + membership.processes))
        }
    }

    /// They did not: now they are ended.
    func killProcesses() {
        guard let membership = run.membership else { return becomeDead() }
        if unit.result == "success" { unit.result = "timeout" }
        guard settings.sendsKill, settings.killMode != .none else { return becomeDead() }
        let isFinal = unit.subState.hasPrefix("final")
        say("\(unit.name): State '\(unit.subState)' timed out. Killing.", priority: 4)
        unit.subState = isFinal ? "final-sigkill" : "stop-sigkill"
        let known = [run.mainProcess, run.controlProcess].compactMap(\.self)
        for process in settings.killMode == .process ? known : membership.processes { kill(process, SIGKILL) }
        run.deadline = deadline
        checkIfEmpty()
    }

    /// After `ExecStopPost`: what is left of its processes.
    func finalKill() {
        guard let membership = run.membership, settings.killMode == .controlGroup || settings.killMode == .mixed,
            !membership.processes.isEmpty
        else { return becomeDead() }
        unit.subState = "final-sigterm"
        run.deadline = deadline
        for process in membership.processes {
            kill(process, settings.killMode == .mixed ? SIGKILL : settings.killSignal)
        }
    }

    func fail() {
        unit.state = .failed
        unit.subState = "failed"
        manager.jobs.hasStopped(unit)
    }

    func becomeDead() {
        run.deadline = nil
        run.remaining = []
        let isWanted = run.mayRestart && wantsRestart
        // Processes that were left to themselves keep their mark; the unit forgets it.
        run.membership = nil
        run.mainProcess = nil
        run.controlProcess = nil
        removeFolders()
        if unit.result != "success" { say("\(unit.name): Failed with result '\(unit.result)'.", priority: 4) }
        if isWanted {
            unit.state = .activating
            unit.subState = "auto-restart"
            run.deadline = UnitManager.now + settings.restartDelay
            // A start that somebody waits for has failed; the next try is the service's own.
            return manager.jobs.hasStopped(unit)
        }
        if unit.result == "success" {
            (unit.state, unit.subState) = (.inactive, "dead")
            if !run.mayRestart { say("Stopped \(unit.name) - \(unit.description).") }
        } else {
            if !run.wasUp { say("Failed to start \(unit.name) - \(unit.description).", priority: 3) }
            (unit.state, unit.subState) = (.failed, "failed")
        }
        manager.jobs.hasStopped(unit)
    }

    private var wantsRestart: Bool {
        if let end = run.mainEnd {
            if settings.preventsRestart.contains(end) { return false }
            if settings.forcesRestart.contains(end) { return true }
        }
        let isAbnormal = ["signal", "core-dump", "timeout", "watchdog"].contains(unit.result)
        switch settings.restart {
        case .no: return false
        case .always: return unit.result != "start-limit-hit"
        case .onSuccess: return unit.result == "success"
        case .onFailure: return unit.result != "success"
        case .onAbnormal: return isAbnormal
        case .onAbort: return unit.result == "signal" || unit.result == "core-dump"
        case .onWatchdog: return unit.result == "watchdog"
        }
    }

    func say(_ message: String, priority: Int = 6) {
        manager.journal.add(message, of: unit.name, by: "systemd", process: 1, priority: priority)
    }
}
