import CBelayLab
import Glibc

/// A machine as the cloud starts it: a process in namespaces of its own, with which all that runs on it ends.
struct LabNode {
    let node: NodeDescription

    /// - Returns: the process whose end is the machine's.
    func start() throws(LabFailure) -> pid_t {
        try Files.makeFolder(node.folder)
        try SSHAccess().addHost(named: [node.address], key: node.hostKey)
        let name = node.name
        try Cloud.here.addHosts(
            of: node.instance, own: "127.0.0.1 localhost\n\(node.address) \(name.full) \(name.short)\n")
        try Files.write(node.text, to: node.file)
        let console = open(node.console, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try require(console, "cannot write \(node.console)")
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { for file in [console, nothing] { close(file) } }
        var program = ChildProgram([
            "unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child",
            try OwnProgram.path(), OwnProgram.nodeWord, node.file,
        ])
        program.descriptors = [0: nothing, 1: console, 2: console]
        program.ownSession = true
        return try program.start()
    }
}
