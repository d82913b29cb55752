import BelaySystem
import Glibc

/// Moves a service from one moment to the next: its commands one after the other, its main process, its end. The names of
/// the moments are those of `SubState`.
struct ServiceControl {
    let unit: ManagedUnit
    let settings: ServiceSettings
    let run: ServiceRun
    unowned let manager: UnitManager

    // MARK: - Starting

    func start() {
        cancelRestart()
        guard isWithinStartLimit() else {
            say("\(unit.name): Start request repeated too quickly.", priority: 4)
            if unit.result == "success" { unit.result = "start-limit-hit" }
            return fail()
        }
        unit.result = "success"
        run.mainEnd = nil
        run.mainProcess = nil
        run.statusText = ""
        (run.isReady, run.isStopping, run.mayRestart, run.wasUp) = (false, false, true, false)
        do throws(UnitProblem) {
            run.membership = try Membership()
            try makeFolders()
        } catch {
            say("\(unit.name): \(error.message)", priority: 3)
            return end(with: "resources")
        }
        say("Starting \(unit.name) - \(unit.description)...")
        tellWhatIsPassedOver()
        unit.state = .activating
        run.deadline = settings.startTimeout.isFinite ? UnitManager.now + settings.startTimeout : nil
        begin(.condition, as: "condition")
    }

    private func isWithinStartLimit() -> Bool {
        guard let limits = unit.settings, limits.startLimitSeconds > 0, limits.startLimitBurst > 0 else { return true }
        let now = UnitManager.now
        run.starts.removeAll { now - $0 > limits.startLimitSeconds }
        guard run.starts.count < limits.startLimitBurst else { return false }
        run.starts.append(now)
        return true
    }

    private func tellWhatIsPassedOver() {
        if settings.execution.passedOver.isEmpty || run.starts.count > 1 { return }
        say("\(unit.name): the lab passes over \(settings.execution.passedOver.joined(separator: ", ")).", priority: 7)
    }

    /// Runs the commands of a moment; without any the next one comes at once.
    func begin(_ moment: ServiceSettings.Moment, as subState: String) {
        run.moment = moment
        run.remaining = (settings.commands[moment] ?? [])[...]
        unit.subState = subState
        next()
    }

    /// The next command of the present moment.
    func next() {
        guard let command = run.remaining.popFirst() else { return momentIsOver() }
        run.command = command
        guard let process = spawn(command) else { return hasNotStarted(command) }
        if run.moment == .start && settings.kind != .forking {
            run.mainProcess = process
            run.lastMainProcess = process
            run.mainStarted = LocalTime.now
            switch settings.kind {
            case .simple, .idle, .exec, .dbus: begin(.startPost, as: "start-post")
            case .notify, .notifyReload, .oneshot, .forking: return
            }
        } else {
            run.controlProcess = process
        }
    }

    /// Who only waits for a simple service to be begun does not learn that its program is missing.
    private func hasNotStarted(_ command: ExecCommand) {
        if command.ignoresFailure { return next() }
        guard run.moment == .start, settings.kind == .simple || settings.kind == .idle else {
            return commandFailed(.exited(203))
        }
        run.mainEnd = .exited(203)
        manager.jobs.finish(unit, .done)
        end(with: "exit-code")
    }

    private func momentIsOver() {
        switch run.moment {
        case .condition: begin(.startPre, as: "start-pre")
        case .startPre: begin(.start, as: "start")
        case .start: startIsOver()
        case .startPost: isUp()
        case .reload: reloadIsOver()
        case .stop: signalProcesses()
        case .stopPost: finalKill()
        }
    }

    /// All commands of `ExecStart` have ended, as those of a service do that starts once, or goes to the background.
    private func startIsOver() {
        if settings.kind == .forking, !findMainProcess() { return }
        begin(.startPost, as: "start-post")
    }

    /// - Returns: false when it is not to be found, which ends the service.
    private func findMainProcess() -> Bool {
        if let path = settings.pidFile {
            let text = String(decoding: (try? File.bytes(of: path)) ?? [], as: UTF8.self)
            let number = pid_t(text.filter { !$0.isWhitespace })
            guard let number, run.membership?.contains(number) == true else {
                say(
                    "\(unit.name): Can't open PID file \(path) (yet?) after start: No such file or directory",
                    priority: 4)
                end(with: "protocol")
                return false
            }
            run.mainProcess = number
        } else if settings.guessesMainProcess, let processes = run.membership?.processes, processes.count == 1 {
            run.mainProcess = processes[0]
        }
        run.lastMainProcess = run.mainProcess ?? 0
        run.mainStarted = LocalTime.now
        return true
    }

    private func isUp() {
        run.deadline = nil
        run.wasUp = true
        if run.mainProcess != nil || (settings.kind == .forking && run.membership?.processes.isEmpty == false) {
            (unit.state, unit.subState) = (.active, "running")
        } else if settings.remainsAfterExit {
            (unit.state, unit.subState) = (.active, "exited")
        } else {
            say("Finished \(unit.name) - \(unit.description).")
            manager.jobs.finish(unit, .done)
            return stopCommands()
        }
        say("\(settings.kind == .oneshot ? "Finished" : "Started") \(unit.name) - \(unit.description).")
        manager.jobs.finish(unit, .done)
    }
}
