import Glibc

/// The lab seen from outside: the process that the user started.
struct OuterProcess {
    let request: LabRequest

    /// Builds the lab, runs the command in it and takes everything down.
    /// - Returns: the command's status, or 125 when the lab failed.
    func run() throws(LabFailure) -> ExitStatus {
        let missing =
            request.kind == .master
            ? Requirements.missing(etcdFolder: request.etcdFolder) : Requirements.missingForMachines
        if !missing.isEmpty { throw LabFailure(missing.joined(separator: "\nbelay-lab: ")) }
        // Read before folders are shown as the lab's own.
        let packages = request.kind == .master ? nil : try PackageFiles()
        for sentence in packages?.missing(on: request.machines) ?? [] { complain("belay-lab: \(sentence)") }
        let lifeline = try Lifeline()
        let program = try OwnProgram.path()
        var request = request
        let operatorFiles = OperatorFiles(reading: request.places + [program])
        request.places = operatorFiles.copied
        request.sockets = operatorFiles.sockets
        let entrance = try entrance(to: operatorFiles)
        var inside = ChildProgram(
            entrance + namespaces + [program, OwnProgram.labWord, request.kind.rawValue] + request.words)
        inside.descriptors = [Lifeline.insideNumber: lifeline.readingEnd]
        if let packages {
            inside.descriptors[MachineLab.foldersNumber] = packages.folders
            inside.descriptors[MachineLab.archiveNumber] = packages.archive
        }
        try lifeline.handOnInterrupts()
        let process = try inside.start()
        if let owner = Owner.ofThisProcess { try owner.outlive(process) }
        return ExitStatus(of: process)
    }

    /// The way into a user namespace for root, whose power would reach the whole machine otherwise: inside, root is
    /// somebody to whom nothing of the machine belongs, but for the files that are copied. An ordinary user's namespace is
    /// made with the others.
    private func entrance(to operatorFiles: OperatorFiles) throws(LabFailure) -> [String] {
        if geteuid() != 0 { return [] }
        let namespace = try UserNamespace()
        try namespace.show(operatorFiles.copied + request.open, needed: operatorFiles.needed)
        return [program("nsenter"), "--user=\(namespace.path)"]
    }

    private var namespaces: [String] {
        let own = ["--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc"]
        let asUser = geteuid() == 0 ? [] : ["--user", "--map-auto", "--map-root-user"]
        return [program("unshare")] + asUser + own
    }

    private func program(_ name: String) -> String {
        RequiredProgram(name: name, package: "util-linux").path ?? name
    }
}
