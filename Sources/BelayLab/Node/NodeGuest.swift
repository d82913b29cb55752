import Glibc

/// Runs a program on a machine from the lab, without ssh and whatever its network does: how kubectl's stand-in reaches a
/// node, and the lab checks what it has done.
struct NodeGuest {
    /// The first process of the machine, see `Instance.process`.
    let process: pid_t

    /// The program, not yet started, with the node's own `PATH`.
    func program(_ words: [String]) -> ChildProgram {
        let namespaces = ["--mount", "--net", "--pid", "--uts", "--ipc"]
        var program = ChildProgram(["nsenter", "--target", String(process)] + namespaces + words)
        program.environment = ["PATH": NodeRoot.path, "HOME": "/root"]
        return program
    }
}
