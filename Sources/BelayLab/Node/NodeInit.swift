import Glibc

/// The first process of a node: builds it from the description, enters it, starts its services, and from then on reaps the
/// processes that others leave behind. When it ends, so does everything on the node.
struct NodeInit {
    let node: NodeDescription

    func run() throws(LabFailure) -> Never {
        guard let instance = try Cloud.here.instance(node.instance), try instance.claim.take() else {
            throw LabFailure("the instance \(node.instance) must not be started")
        }
        try NodeNetwork(node: node).connect()
        let root = try NodeRoot(node: node).build()
        try root.enter()
        try giveBootIdentity()
        try require(sethostname(node.name.short, node.name.short.utf8.count), "cannot name the node")
        setenv("PATH", NodeRoot.path, 1)
        try start("/usr/sbin/sshd", "-D", "-e", "-f", "/etc/ssh/sshd_config")
        try Service.protokube.start()
        while true {
            if waitpid(-1, nil, 0) < 0 && errno == ECHILD { pause() }
        }
    }

    private func start(_ words: String...) throws(LabFailure) {
        var program = ChildProgram(words)
        program.ownSession = true
        program.environment = ["PATH": NodeRoot.path]
        _ = try program.start()
    }

    /// All nodes share the machine's kernel, but no two machines answer with the same identity.
    private func giveBootIdentity() throws(LabFailure) {
        let identity = try Files.read("/proc/sys/kernel/random/uuid")
        try Files.write(identity, to: "/run/boot_id", mode: 0o444)
        try Mount.bind("/run/boot_id", at: "/proc/sys/kernel/random/boot_id")
    }
}
