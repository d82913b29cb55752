import CBelayLab
import Glibc

/// The lab of a kops cluster seen from inside: the first process of its namespaces. It sets everything up, runs the command,
/// and ends.
struct KopsLab {
    let request: LabRequest

    /// Where the master is that runs when the procedure begins.
    static let firstAddress = "172.20.36.161"

    /// The variable that tells the command how to reach that master.
    static let masterVariable = "BELAY_LAB_MASTER"

    /// - Returns: the command's status.
    func run() throws(LabFailure) -> ExitStatus {
        try Lifeline.tie()
        for number in [SIGINT, SIGQUIT] { signal(number) { _exit(128 + $0) } }
        signal(SIGPIPE, SIG_IGN)
        try prepare()
        try SSHAccess().prepare()
        let cloud = try startCloud()
        let masters = try awaitMasters()
        if request.beginning.has(.twoOfThree) { try forgetThirdMaster() }
        try EtcdSeed(keys: request.keys).write(to: EtcdClient(request.beginning.firstMaster, .main))
        if request.beginning.has(.v3Keys) {
            try EtcdSeed.writeV3(to: request.beginning.firstMaster, folder: request.etcdFolder)
        }
        try Files.write(InitialState(masters).text, to: LabFolder.beginning)
        var parts = ["the cloud": cloud]
        if request.isWritten { parts["the writer"] = try start(OwnProgram.writerWord) }
        return try runCommand(with: parts)
    }

    private func prepare() throws(LabFailure) {
        setenv("PATH", SearchPath.text, 1)
        try OperatorSide(request).prepare()
        try OperatorPrograms.prepare()
        try ChildProgram.require("ip", "link", "set", "lo", "up")
        try Files.write("1", to: "/proc/sys/net/ipv4/ip_forward")
    }

    /// The masters that the cloud has started, when ssh and both etcds of all of them answer.
    private func awaitMasters() throws(LabFailure) -> [Instance] {
        let count = request.beginning.runningLetters.count
        _ = Clock.comesTrue(within: 30) { (try? Cloud.here.instances.count { $0.state == .running }) == count }
        let masters = try Cloud.here.instances
        for master in masters.map(RunningNode.init(instance:)) {
            try master.awaitService(on: 22, named: "ssh")
            try master.awaitEtcd(.events)
            try master.awaitEtcd(.main)
        }
        if masters.count != count { throw LabFailure("\(masters.count) of \(count) masters have come up") }
        return masters
    }

    /// Its members are no members any more, as after a machine that was lost for good.
    private func forgetThirdMaster() throws(LabFailure) {
        for cluster in EtcdCluster.allCases {
            let peer = "http://\(cluster.prefix)-c.internal.\(LabSettings(request).cluster):\(cluster.peerPort)"
            if !EtcdClient(request.beginning.firstMaster, cluster).removeMember(at: peer) {
                throw LabFailure("etcd \(cluster.rawValue) does not release its third member")
            }
        }
    }

    /// The cloud as it is before the procedure. What is not the first master's is made as kops makes it.
    /// - Returns: its process.
    private func startCloud() throws(LabFailure) -> pid_t {
        let first = request.beginning.firstMaster
        let cloud = Cloud.here
        try cloud.make()
        let settings = LabSettings(request)
        try Files.write(settings.text, to: LabFolder.settings)
        try cloud.put(AutoscalingGroup(name: first.group, zone: first.zone, minSize: 1, maxSize: 1))
        let letter = request.beginning.letters[0]
        for (id, etcd) in [("vol-0ea119c15602cbb57", EtcdCluster.main), ("vol-0bb5ad222911c6777", .events)] {
            try cloud.put(
                Volume(
                    id: id, zone: first.zone, etcd: etcd, tag: "\(letter)/\(letter)",
                    isEncrypted: request.beginning.has(.encrypted)))
        }
        try cloud.put(first)
        try FirstCluster(beginning: request.beginning).keep()
        return try start(OwnProgram.cloudWord)
    }

    /// A part of the lab that runs next to the command, out of reach of the terminal.
    private func start(_ word: String) throws(LabFailure) -> pid_t {
        var part = ChildProgram([try OwnProgram.path(), word])
        part.ownSession = true
        return try part.start()
    }

    /// Runs the command as the user would have without the lab, but for one variable and ssh's configuration. Processes
    /// left behind by others come to this one to be reaped.
    private func runCommand(with parts: [String: pid_t]) throws(LabFailure) -> ExitStatus {
        for number in [SIGINT, SIGQUIT] { signal(number) { _ in } }
        setenv(Self.masterVariable, "admin@\(Self.firstAddress)", 1)
        var command = try LabCommand(request).start()
        while true {
            var stored: Int32 = 0
            let process = waitpid(-1, &stored, 0)
            if process == command {
                guard LabCommand.isToStartAgain else { return try LabCommand(request).end(stored: stored) }
                command = try LabCommand(request).start()
                continue
            }
            guard let part = parts.first(where: { $0.value == process })?.key else { continue }
            // The writer ends when it is asked to, the cloud never.
            if ExitStatus(stored: stored).code != 0 { throw LabFailure("\(part) of the lab has failed") }
        }
    }
}
