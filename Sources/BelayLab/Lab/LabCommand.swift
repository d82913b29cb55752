import CBelayLab
import Glibc

/// The command that a lab was built for, next to its machines.
struct LabCommand {
    let words: [String]

    init(_ request: LabRequest) { words = request.command }

    /// Starts it at the terminal.
    func start() throws(LabFailure) -> pid_t {
        let process = try ChildProgram(words).start()
        belay_lab_lead(process)
        return process
    }

    /// True if the one that has ended was killed by `RehearsalLab.killThisProcess`: the operator comes back, and the same
    /// command continues with what it finds.
    static var isToStartAgain: Bool { RehearsalLab.takeDeath() }
}
