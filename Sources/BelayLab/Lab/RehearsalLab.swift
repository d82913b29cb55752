import CBelayLab
import Glibc

/// The lab for a program that runs in it, or wants to.
public enum RehearsalLab {
    /// The name by which a runbook asks for it: `rehearse in kops`.
    public static let name = "kops"

    /// The cluster with which it begins for `kops`, or `kops/two-of-three`.
    /// - Returns: nil for an unknown lab or an unknown beginning.
    public static func beginning(inLab text: String) -> Beginning? {
        if text == name { return Beginning(.oneMaster) }
        guard text.hasPrefix("\(name)/") else { return nil }
        return try? Beginning(String(text.dropFirst(name.count + 1)))
    }

    /// The parameters of a runbook in it, unless they are given. Its machines boot in less than a second, so long waits
    /// have no use in it; but etcd 3.4 refuses another member until all have been connected for 5 s.
    public static func parameters(of beginning: Beginning) -> [String: String] {
        [
            "cluster": beginning.cluster, "master": "admin@\(Lab.firstAddress)", "zone1": beginning.zones[0],
            "zone2": beginning.zones[1], "zone3": beginning.zones[2], "backups": "\(LabFolder.operator)/backups",
            "boot": "1m", "join": "1m", "settle": "6s",
        ]
    }

    /// The state folder of a run in it.
    public static let stateFolder = "\(LabFolder.operator)/state"

    /// The variable by which a process that starts several labs names itself to them, so that none outlives it.
    public static let ownerVariable = Owner.variable

    /// True if the calling process runs in it.
    public static var isHere: Bool { getenv(Lab.masterVariable) != nil && Files.exists(LabFolder.settings) }

    /// The beginning of the lab of the calling process; nil outside of one.
    public static var beginningHere: Beginning? { isHere ? (try? LabSettings.here())?.beginning : nil }

    /// The things that this machine lacks for a lab, a sentence each.
    public static func missing(etcdFolder: String?) -> [String] { Requirements.missing(etcdFolder: etcdFolder) }

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

    /// A shell of the user's in the lab, until it is left.
    public static func stay() throws(LabFailure) {
        let shell = getenv("SHELL").map { String(cString: $0) } ?? "/bin/sh"
        _ = try ChildProgram([shell]).run()
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
        try ChildProgram.become([program, "master"] + request.words, environment: environment)
    }

    /// Instructions for looking around in it.
    public static let guide = """

        You are in the lab; it is gone when you leave this shell.
          ssh admin@\(Lab.firstAddress)     the first master (sudo -i makes you root)
          cat \(LabFolder.cloud)/instances/*   all machines with their addresses

        """

    /// The final state of the lab's clusters. Its writer ends with this.
    /// - Parameter isDone: true if the run says that all is done. What a run has left that has not come to its end
    ///   is seen once what a fault has stopped moves again.
    public static func verdict(isDone: Bool) throws(LabFailure) -> RehearsalVerdict {
        if !isDone { try Fault.letGo() }
        return try LabInspection().verdict()
    }
}
