import Glibc

/// A service of a node. It is active as long as a process claims its file.
enum Service: String, Hashable, Sendable, CaseIterable {
    case kubelet
    case protokube

    private var claim: ProcessClaim { ProcessClaim("/run/systemd/units/\(rawValue)") }

    var isActive: Bool { claim.holder != nil }

    /// Does nothing when it is active. Its process is left to the node's first one.
    func start() throws(LabFailure) {
        if isActive { return }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let log = open("/var/log/\(rawValue).log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        defer { for file in [nothing, log] { close(file) } }
        var program = ChildProgram(["/usr/local/bin/\(rawValue)"])
        program.environment = ["PATH": NodeRoot.path]
        program.descriptors = [0: nothing, 1: log, 2: log]
        program.ownSession = true
        _ = try program.start()
        if !claim.becomes(held: true, within: 10) { throw LabFailure("\(rawValue) did not start") }
    }

    /// Returns when its process has ended.
    func stop() throws(LabFailure) {
        guard let process = claim.holder else { return }
        kill(process, SIGTERM)
        if claim.becomes(held: false, within: 10) { return }
        kill(process, SIGKILL)
        if !claim.becomes(held: false, within: 10) { throw LabFailure("\(rawValue) did not stop") }
    }

    /// Called by the service's own process, first of all.
    func claimByThisProcess() throws(LabFailure) {
        if try !claim.take() { throw LabFailure("\(rawValue) is already running") }
    }
}
