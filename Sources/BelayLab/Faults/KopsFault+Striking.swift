import Glibc

extension KopsFault {
    /// Makes it happen in the lab of the calling process.
    /// - Parameter seconds: the time that it lasts, for one that passes.
    /// - Returns: what was done, for people.
    public func strike(for seconds: Int? = nil) throws(LabFailure) -> String {
        switch self {
        case .nodeKilled:
            let (instance, process) = try Self.newestMaster()
            try require(kill(process, SIGKILL), "cannot end the node")
            return "the master \(instance.address) is gone"
        case .etcdKilled: return "etcd is killed on \(try signalEtcd("KILL"))"
        case .etcdStopped: return "etcd is stopped on \(try signalEtcd("STOP"))"
        case .networkCut: return try cut(["from", "to"])
        case .networkCutOneWay: return try cut(["from"])
        case .networkSlow, .networkLossy:
            let address = try Self.newestMaster().instance.address
            try Files.write("", to: Cloud.here.file(of: self))
            try Self.spareOperator()
            try PacketSwitch.start()
            try PacketSwitch.add(address)
        case .volumeFull:
            let (instance, _) = try Self.newestMaster()
            for volume in try Cloud.here.volumes where volume.zone == instance.zone { try volume.fill() }
            return "the volumes of \(instance.address) are full"
        case .protokubeGoesOn:
            let (instance, _) = try Self.newestMaster()
            try Files.write(instance.id, to: Cloud.here.file(of: self))
        case .neverBoots, .namesStay, .wrongLetter, .imageRenamed, .backupEmpty, .backupTruncated:
            try Files.write("", to: Cloud.here.file(of: self))
        case .updateNeverClean: try Files.write("", to: Cloud.here.file(of: self))
        case .kopsAway, .apiAway, .cloudThrottles, .dnsAway, .snapshotsFail:
            let seconds = seconds ?? usualSeconds ?? 0
            try Files.write(String(Clock.now + Double(seconds)), to: Cloud.here.file(of: self))
            return "\(explanation): \(seconds) s"
        }
        return explanation
    }

    /// Lets the stopped processes continue.
    static func letGo() throws(LabFailure) {
        for process in try Cloud.here.instances.compactMap(\.process) {
            _ = try NodeGuest(process: process).program(["pkill", "-CONT", "-x", "etcd"]).run()
        }
    }

    /// True if it has been asked for and holds from then on, or until its time is over. Known to the lab, its nodes and
    /// their containers.
    var holds: Bool {
        guard let text = try? Files.read(Cloud.here.file(of: self)) else { return false }
        return usualSeconds == nil || Clock.now < Double(text) ?? 0
    }

    /// The same, for a fault of one machine: whether it is this one.
    func holds(on node: NodeDescription) -> Bool { (try? Files.read(Cloud.here.file(of: self))) == node.instance }

    private func signalEtcd(_ name: String) throws(LabFailure) -> String {
        let (instance, process) = try Self.newestMaster()
        let status = try NodeGuest(process: process).program(["pkill", "-\(name)", "-x", "etcd"]).run()
        if status.code > 1 { throw LabFailure("cannot reach the etcds of \(instance.address)") }
        return instance.address
    }

    /// Packets between the newest master and other machines pass through the lab, which throws them away from now on. The
    /// operator still reaches all machines.
    private func cut(_ directions: [String]) throws(LabFailure) -> String {
        let address = try Self.newestMaster().instance.address
        try Self.spareOperator()
        for direction in directions {
            let other = direction == "from" ? "to" : "from"
            try ChildProgram.require(
                "ip", "rule", "add", direction, address, other, "172.20.0.0/16", "pref", "200", "blackhole")
        }
        return directions.count == 1 ? "nobody hears \(address) any more" : "\(address) is cut off"
    }

    /// Lets packets of the operator pass as always, whatever the rules for the machines.
    private static func spareOperator() throws(LabFailure) {
        let marker = "\(LabFolder.cloud)/operator-spared"
        if Files.exists(marker) { return }
        try Files.write("", to: marker)
        try ChildProgram.require("ip", "rule", "add", "from", NodeNetwork.router, "lookup", "main", "pref", "100")
    }

    private static func newestMaster() throws(LabFailure) -> (instance: Instance, process: pid_t) {
        for instance in try Cloud.here.instances.reversed() where instance.state == .running {
            if let process = instance.process { return (instance, process) }
        }
        throw LabFailure("no master is running")
    }
}

extension Cloud {
    func file(of fault: KopsFault) -> String { "\(folder)/faults/\(fault.rawValue)" }
}
