import CBelayLab
import Glibc

/// The command that a lab was built for, next to its machines.
struct LabCommand {
    let request: LabRequest

    init(_ request: LabRequest) { self.request = request }

    /// Starts it at the terminal.
    func start() throws(LabFailure) -> pid_t {
        // An interrupt that comes between the two would find nobody to hand it to, and end the lab.
        var waiting = sigset_t()
        var before = sigset_t()
        sigemptyset(&waiting)
        sigaddset(&waiting, SIGIO)
        sigprocmask(SIG_BLOCK, &waiting, &before)
        defer { sigprocmask(SIG_SETMASK, &before, nil) }
        let process = try ChildProgram(request.command).start()
        belay_lab_lead(process)
        return process
    }

    /// True if the one that has ended was killed by `RehearsalLab.killThisProcess`: the operator comes back, and the same
    /// command continues with what it finds.
    static var isToStartAgain: Bool { RehearsalLab.takeDeath() }

    /// Keeps what is to be kept of what it has left.
    func end(stored: Int32) throws(LabFailure) -> ExitStatus {
        if let kept = request.kept { try OperatorSide(request).keep(in: kept) }
        return ExitStatus(stored: stored)
    }
}
