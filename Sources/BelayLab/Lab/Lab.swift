import CBelayLab
import Glibc

/// The lab seen from inside: the first process of its namespaces. It sets everything up, runs the command, and ends.
struct Lab {
    let request: LabRequest

    /// - Returns: the command's status.
    func run() throws(LabFailure) -> ExitStatus {
        try Lifeline.tie()
        signal(SIGINT) { _ in _exit(128 + SIGINT) }
        signal(SIGPIPE, SIG_IGN)
        let address = "172.20.36.161"
        let node = NodeDescription(
            letter: "a", cluster: "example.com", address: address, protokubePeriod: request.protokubePeriod,
            volumes: [
                Volume(id: "vol-0ea119c15602cbb57", etcd: .main, tag: "a/a"),
                Volume(id: "vol-0bb5ad222911c6777", etcd: .events, tag: "a/a"),
            ])
        try prepare()
        let access = SSHAccess()
        try access.prepare(for: [node])
        for volume in node.volumes { try volume.make() }
        let machine = try RunningNode(booting: node)
        try machine.awaitService(on: 22, named: "ssh")
        try machine.awaitEtcd(.events)
        try machine.awaitEtcd(.main)
        try EtcdSeed(keys: request.keys).write(to: EtcdClient(address: address, port: EtcdCluster.main.clientPort))
        return try runCommand(master: "admin@\(address)")
    }

    private func prepare() throws(LabFailure) {
        setenv("PATH", SearchPath.text, 1)
        try Mount.temporary(at: LabFolder.path, options: "mode=755")
        try ChildProgram.require("ip", "link", "set", "lo", "up")
        try Files.write("1", to: "/proc/sys/net/ipv4/ip_forward")
    }

    /// Runs the command as the user would have without the lab, but for one variable and ssh's configuration. Processes
    /// left behind by others come to this one to be reaped.
    private func runCommand(master: String) throws(LabFailure) -> ExitStatus {
        signal(SIGINT) { _ in }
        setenv("BELAY_LAB_MASTER", master, 1)
        let command = try ChildProgram(request.command).start()
        while true {
            var stored: Int32 = 0
            if waitpid(-1, &stored, 0) == command { return ExitStatus(stored: stored) }
        }
    }
}
