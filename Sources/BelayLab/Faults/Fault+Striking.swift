import Glibc

extension Fault {
    /// Makes it happen in the lab of the calling process. One of a command has nothing to do here.
    /// - Returns: what was done, for people.
    public func strike() throws(LabFailure) -> String {
        switch self {
        case .commandFails, .commandHangs, .answerLost: break
        case .nodeKilled:
            let (instance, process) = try Self.newestMaster()
            try require(kill(process, SIGKILL), "cannot end the node")
            return "the master \(instance.address) is gone"
        case .etcdKilled: return "etcd is killed on \(try signalEtcd("KILL"))"
        case .etcdStopped: return "etcd is stopped on \(try signalEtcd("STOP"))"
        case .volumeFull:
            let (instance, _) = try Self.newestMaster()
            for volume in try Cloud.here.volumes where volume.zone == instance.zone { try volume.fill() }
            return "the volumes of \(instance.address) are full"
        case .neverBoots, .namesStay, .protokubeGoesOn, .wrongLetter, .imageRenamed, .backupEmpty, .backupTruncated:
            try Files.write("", to: Cloud.here.file(of: self))
        }
        return explanation
    }

    /// Whether it has been asked for and holds from then on. Known to the lab, its nodes and their containers.
    var holds: Bool { Files.exists(Cloud.here.file(of: self)) }

    private func signalEtcd(_ name: String) throws(LabFailure) -> String {
        let (instance, process) = try Self.newestMaster()
        let status = try NodeGuest(process: process).program(["pkill", "-\(name)", "-x", "etcd"]).run()
        if status.code > 1 { throw LabFailure("cannot reach the etcds of \(instance.address)") }
        return instance.address
    }

    private static func newestMaster() throws(LabFailure) -> (instance: Instance, process: pid_t) {
        for instance in try Cloud.here.instances.reversed() where instance.state == .running {
            if let process = instance.process { return (instance, process) }
        }
        throw LabFailure("no master runs")
    }
}

extension Cloud {
    func file(of fault: Fault) -> String { "\(folder)/faults/\(fault.rawValue)" }
}
