import CBelayLab
import Glibc

/// A node that has been started, seen from the lab.
struct RunningNode {
    let description: NodeDescription
    /// The process whose end is the node's.
    private let process: pid_t

    init(booting description: NodeDescription) throws(LabFailure) {
        self.description = description
        try Files.write(description.text, to: description.file)
        let console = open(description.console, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try require(console, "cannot write \(description.console)")
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { for file in [console, nothing] { close(file) } }
        var node = ChildProgram([
            "unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child",
            try OwnProgram.path(), OwnProgram.nodeWord, description.file,
        ])
        node.descriptors = [0: nothing, 1: console, 2: console]
        node.ownSession = true
        process = try node.start()
    }

    func awaitService(on port: UInt16, named name: String) throws(LabFailure) {
        try awaitReady(name) { EtcdClient(address: description.address, port: port).connects }
    }

    func awaitEtcd(_ cluster: EtcdCluster) throws(LabFailure) {
        let client = EtcdClient(address: description.address, port: cluster.clientPort)
        try awaitReady("etcd \(cluster.rawValue)") { client.isHealthy }
    }

    /// - Throws: with the node's last words when it ends before, or does not come to it in half a minute.
    private func awaitReady(_ name: String, _ isReady: () -> Bool) throws(LabFailure) {
        var hasEnded = false
        let isUp = Clock.comesTrue(within: 30) {
            hasEnded = waitpid(process, nil, WNOHANG) == process
            return hasEnded || isReady()
        }
        if isUp && !hasEnded { return }
        let words = (try? Files.read(description.console)) ?? ""
        throw LabFailure("\(name) of node \(description.letter) did not come up\n\(words)")
    }
}
