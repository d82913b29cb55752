import BelaySystem
import Glibc

/// What comes of a service's processes.
extension ServiceControl {
    func hasEnded(_ process: pid_t, _ end: ProcessEnd) {
        if process == run.mainProcess { return mainHasEnded(end) }
        run.controlProcess = nil
        if isGood(end, of: run.command) { return next() }
        say("\(unit.name): Control process exited, \(end.text)", priority: 5)
        commandFailed(end)
    }

    private func isGood(_ end: ProcessEnd, of command: ExecCommand?) -> Bool {
        end.isClean || command?.ignoresFailure == true || (run.moment == .start && settings.success.contains(end))
    }

    func commandFailed(_ end: ProcessEnd) {
        switch run.moment {
        case .condition:
            // 1 to 254 skip the unit.
            if case .exited(let status) = end, status < 255 {
                say("\(unit.name) - \(unit.description) was skipped by its ExecCondition.")
                manager.jobs.finish(unit, .done)
                return stopCommands()
            }
            self.end(with: result(of: end))
        case .reload:
            unit.state = .active
            unit.subState = "running"
            run.deadline = nil
            say("Reload failed for \(unit.name) - \(unit.description).", priority: 4)
            manager.jobs.finish(unit, .failed)
        case .stop:
            if unit.result == "success" { unit.result = result(of: end) }
            signalProcesses()
        case .stopPost:
            if unit.result == "success" { unit.result = result(of: end) }
            finalKill()
        case .startPre, .start, .startPost: self.end(with: result(of: end))
        }
    }

    private func mainHasEnded(_ end: ProcessEnd) {
        run.mainProcess = nil
        run.mainEnd = end
        run.mainEnded = LocalTime.now
        let command = settings.commands[.start]?.last
        let isGood = isGoodForMain(end) || command?.ignoresFailure == true
        if !isGood || end != .exited(0) {
            say("\(unit.name): Main process exited, \(end.text)", priority: isGood ? 6 : 5)
        }
        let result = isGood ? "success" : result(of: end)
        switch unit.subState {
        case "start" where settings.kind == .oneshot:
            if isGood { next() } else { self.end(with: result) }
        case "start":
            // One that was to say that it is ready has ended before.
            self.end(with: isGood ? "protocol" : result)
        case "start-post", "reload":
            if !isGood { unit.result = result }
            if run.controlProcess == nil { stopCommands() }
        case "running":
            if settings.remainsAfterExit, isGood {
                unit.subState = "exited"
            } else {
                self.end(with: result)
            }
        case "stop":
            if run.controlProcess == nil { signalProcesses() }
        default: checkIfEmpty()
        }
    }

    /// A daemon that ends by one of the signals that ask it to has ended well.
    private func isGoodForMain(_ end: ProcessEnd) -> Bool {
        if end.isClean || settings.success.contains(end) { return true }
        if case .killed(let signal, false) = end, settings.kind != .oneshot {
            return [SIGHUP, SIGINT, SIGTERM, SIGPIPE].contains(signal)
        }
        return false
    }

    private func result(of end: ProcessEnd) -> String {
        switch end {
        case .exited: "exit-code"
        case .killed(_, let dumpedCore): dumpedCore ? "core-dump" : "signal"
        }
    }

    /// A daemon whose main process is not known is over when all its processes are.
    func checkIfEmpty() {
        guard let membership = run.membership else { return }
        switch unit.subState {
        case "stop-sigterm", "stop-sigkill":
            if isEmptied(membership) { begin(.stopPost, as: "stop-post") }
        case "final-sigterm", "final-sigkill":
            if membership.processes.isEmpty { becomeDead() }
        case "running" where run.mainProcess == nil && run.controlProcess == nil:
            if membership.processes.isEmpty { end(with: "success") }
        default: return
        }
    }

    private func isEmptied(_ membership: Membership) -> Bool {
        if run.mainProcess != nil || run.controlProcess != nil { return false }
        return settings.killMode == .process || settings.killMode == .none || membership.processes.isEmpty
    }

    /// What a service says of itself, see sd_notify(3).
    func isNotified(_ lines: [String], by sender: pid_t) {
        for line in lines {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { continue }
            switch (parts[0], parts[1]) {
            case ("MAINPID", let text):
                guard let process = pid_t(text), run.membership?.contains(process) == true else { continue }
                run.mainProcess = process
                run.lastMainProcess = process
            case ("STATUS", let text): run.statusText = text
            case ("READY", "1"): isReady()
            case ("RELOADING", "1") where settings.kind == .notify && unit.subState == "running":
                (unit.state, unit.subState) = (.reloading, "reload-notify")
            case ("STOPPING", "1"): run.isStopping = true
            default: continue
            }
        }
    }

    private func isReady() {
        run.isReady = true
        if unit.subState == "start", settings.kind.notifies { return begin(.startPost, as: "start-post") }
        if unit.subState == "reload-notify" { (unit.state, unit.subState) = (.active, "running") }
    }

    func timeIsUp() {
        switch unit.subState {
        case "auto-restart":
            run.automaticRestarts += 1
            say("\(unit.name): Scheduled restart job, restart counter is at \(run.automaticRestarts).")
            unit.state = .inactive
            unit.subState = "dead"
            _ = try? manager.jobs.add(.start, unit.name)
        case "condition", "start-pre", "start", "start-post":
            say("\(unit.name): \(unit.subState) operation timed out. Terminating.", priority: 4)
            end(with: "timeout")
        case "reload":
            say("\(unit.name): Reload operation timed out. Killing reload process.", priority: 4)
            if let process = run.controlProcess { kill(process, SIGKILL) }
        case "stop":
            say("\(unit.name): Stopping timed out. Terminating.", priority: 4)
            if unit.result == "success" { unit.result = "timeout" }
            if let process = run.controlProcess { kill(process, SIGKILL) }
            signalProcesses()
        case "stop-sigterm", "final-sigterm": killProcesses()
        default: becomeDead()
        }
    }
}
