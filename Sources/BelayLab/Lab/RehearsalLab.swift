import CBelayLab
import Glibc

/// A lab of any kind for a program that runs in it, or wants to.
public enum RehearsalLab {
    /// The state folder of a run in it.
    public static let stateFolder = "\(LabFolder.operator)/state"

    /// The variable by which a process that starts several labs names itself to them, so that none outlives it.
    public static let ownerVariable = Owner.variable

    /// True if the calling process runs in a lab, of whatever kind.
    public static var isHere: Bool { KopsRehearsal.isHere || LabMachines.isHere }

    /// Ends the calling process as a machine that goes away would, and lets the lab start its command again.
    public static func killThisProcess() -> Never {
        try? Files.write("", to: LabFolder.death)
        kill(getpid(), SIGKILL)
        while true { pause() }
    }

    /// True if the command that has ended was killed by `killThisProcess`; asked once for each time.
    static func takeDeath() -> Bool { unlink(LabFolder.death) == 0 }

    /// Keeps a line for the command that resumes after the death of this one.
    public static func remember(_ line: String) {
        let file = open(LabFolder.memory, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if file < 0 { return }
        Files.write(line + "\n", to: file)
        close(file)
    }

    /// The lines that were kept, in order.
    public static var remembered: [String] {
        ((try? Files.read(LabFolder.memory)) ?? "").split(separator: "\n").map(String.init)
    }

    /// A shell of the user's in the lab, until it is left, or a command.
    /// - Returns: its status.
    @discardableResult
    public static func run(_ command: [String]? = nil) throws(LabFailure) -> Int32 {
        let shell = getenv("SHELL").map { String(cString: $0) } ?? "/bin/sh"
        return try ChildProgram(command ?? [shell]).run().code
    }

    /// Becomes the program that builds it, with the command in it as the request says. Only returns by failing.
    public static func become(_ request: LabRequest, program: String) throws(LabFailure) -> Never {
        var environment: [String: String] = [:]
        var entry = belay_lab_environment()
        while let text = entry?.pointee.map({ String(cString: $0) }) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            environment[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
            entry = entry?.advanced(by: 1)
        }
        try ChildProgram.become([program, request.kind.rawValue] + request.words, environment: environment)
    }
}
