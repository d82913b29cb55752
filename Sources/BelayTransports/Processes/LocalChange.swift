import BelayRuntime
import Glibc

/// A change that was begun on this machine and that nobody watches any more. Its own line in the run's folder says which process
/// it is; the mark in their environment tells what has left that process, and all of it where no line was kept.
struct LocalChange {
    let change: InFlightCommand
    let record: ProcessRecord?

    init(_ change: InFlightCommand, in environment: ProcessEnvironment) {
        self.change = change
        record = ProcessRecord(mark: change.mark, in: environment)
    }

    /// Never that it does not run, where that is only not to be seen.
    var recoveredStatus: RecoveredStatus {
        guard ProcessStatus(of: getpid()) != nil else {
            return .unreachable("this machine has no /proc, which shows what is still running")
        }
        let found = living
        if !found.isEmpty { return runs(found) }
        guard let record, record.isKept else {
            let hidden = MarkedProcesses.hidden(since: change.age)
            return hidden.isEmpty
                ? .unknown("")
                : .unreachable("process \(Self.shown(hidden)) of another user began after it, and may be it")
        }
        guard let line = record.line() else { return .unknown("") }
        guard line.machine == .here else {
            return line.machine.name == ProcessRecord.Machine.here.name
                ? .unknown("this machine was restarted since")
                : .unreachable("it was started on \(line.machine.name), and this is \(ProcessRecord.Machine.here.name)")
        }
        // Where others' processes are not even listed.
        let process = line.identity.process
        if ProcessStatus(of: process) == nil, getsid(process) >= 0 {
            return .unreachable("process \(process) may be it, and cannot be inspected")
        }
        return .unknown("")
    }

    /// Asks them to end, and kills what is still there after the grace.
    func terminate(grace: Duration) async {
        let all = living
        for status in all { kill(status.process, SIGTERM) }
        let deadline = ContinuousClock.now.advanced(by: grace)
        while isAnyLeft(of: all), ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(50)) }
        for status in all where ProcessStatus(of: status.process)?.identity == status.identity {
            kill(status.process, SIGKILL)
        }
        for status in living { kill(status.process, SIGKILL) }
    }

    private func isAnyLeft(of all: [ProcessStatus]) -> Bool {
        all.contains { status in
            guard let now = ProcessStatus(of: status.process) else { return false }
            return now.identity == status.identity && !now.isDead
        }
    }

    /// The living processes of the command. What it has left behind when it ended, such as a server in the
    /// background, is not it: the process that led its session is gone.
    private var living: [ProcessStatus] {
        let marked = MarkedProcesses.running(change.mark).compactMap { ProcessStatus(of: pid_t($0)) }
        guard let line = record?.line(), line.machine == .here, let leader = ProcessStatus(of: line.identity.process),
            leader.identity == line.identity, !leader.isDead
        else { return marked }
        var session = ProcessSession(leader: leader.process)
        let members = session.members()
        return members + marked.filter { !members.contains($0) }
    }

    private func runs(_ found: [ProcessStatus]) -> RecoveredStatus {
        .runs(processes: found.map { Int($0.process) }.sorted(), elapsed: found.compactMap(\.age).max())
    }

    private static func shown(_ processes: [Int]) -> String {
        let most = 5
        let words = processes.prefix(most).map(String.init).joined(separator: ", ")
        return processes.count > most ? "\(words) or one of \(processes.count - most) more" : words
    }
}
