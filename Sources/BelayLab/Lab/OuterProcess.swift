import Glibc

/// The lab seen from outside: the process that the user started.
struct OuterProcess {
    let request: LabRequest

    /// Builds the lab, runs the command in it and takes everything down.
    /// - Returns: the command's status, or 125 when the lab failed.
    func run() throws(LabFailure) -> ExitStatus {
        let missing = Requirements.missing(etcdFolder: request.etcdFolder)
        if !missing.isEmpty { throw LabFailure(missing.joined(separator: "\nbelay-lab: ")) }
        let lifeline = try Lifeline()
        var inside = ChildProgram(namespaces + [try OwnProgram.path(), OwnProgram.labWord] + request.words)
        inside.descriptors = [Lifeline.insideNumber: lifeline.readingEnd]
        // An interrupt from the terminal is the command's to answer: it reaches all of them. A handler, unlike ignoring
        // the signal, is not passed on to programs that are started.
        for number in [SIGINT, SIGQUIT] { signal(number) { _ in } }
        let process = try inside.start()
        if let owner = Owner.ofThisProcess { try owner.outlive(process) }
        return ExitStatus(of: process)
    }

    private var namespaces: [String] {
        let own = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
        let asUser = geteuid() == 0 ? [] : ["--user", "--map-auto", "--map-root-user"]
        return [RequiredProgram(name: "unshare", package: "util-linux").path ?? "unshare"] + asUser + own
    }
}
