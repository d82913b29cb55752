import CBelayLab
import Glibc

/// Runs a program next to those of a container, in its namespaces and with its variables, as `docker exec` does.
struct ContainerGuest {
    /// The container's first process.
    let process: pid_t
    let environment: [String: String]

    /// Moves the calling process into the container's namespaces for good.
    func run(_ words: [String], hasInput: Bool) throws(LabFailure) -> ExitStatus {
        let namespaces = [("pid", belay_lab_enter_pid_namespace), ("mnt", belay_lab_enter_mount_namespace)]
        for (namespace, enter) in namespaces {
            let path = "/proc/\(process)/ns/\(namespace)"
            let file = open(path, O_RDONLY | O_CLOEXEC)
            try require(file, "cannot open \(path)")
            try require(enter(file), "cannot enter the container")
            close(file)
        }
        try require(chdir("/"), "cannot go to the container's root")
        for (name, value) in environment where name == "PATH" { setenv(name, value, 1) }
        var program = ChildProgram(words)
        program.environment = environment
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if !hasInput { program.descriptors = [STDIN_FILENO: nothing] }
        do throws(LabFailure) {
            return try program.run()
        } catch {
            let reason = error.status == 127 ? "executable file not found in $PATH" : "permission denied"
            complain("OCI runtime exec failed: exec failed: exec: \"\(words[0])\": \(reason): unknown")
            return ExitStatus(code: error.status ?? 126)
        }
    }
}
