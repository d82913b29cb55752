import Glibc

/// The first process of a container: builds its root, enters it and becomes the pod's command.
struct ContainerInit {
    let container: Container

    /// What a process in the container has in its environment besides what the manifest says.
    static func environment(of pod: PodManifest) -> [String: String] {
        var variables = ["PATH": NodeRoot.path, "HOME": "/root"]
        for variable in pod.environment { variables[variable.name] = variable.value }
        return variables
    }

    func run() throws(LabFailure) -> Never {
        try container.claimByThisProcess()
        let pod = try container.pod
        let root = try SkeletonRoot(at: container.root)
        try root.bind("/dev", at: "/dev")
        try root.folder("/tmp", mode: 0o1777)
        try addImage(to: root)
        for file in pod.files {
            // As docker does it: what is missing on the node becomes a folder.
            try Files.makeFolder(file.source)
            try root.bind(file.source, at: file.place, readOnly: file.isReadOnly)
        }
        try root.enter()
        try ChildProgram.become(pod.command, environment: Self.environment(of: pod))
    }

    /// etcd and etcdctl where the image has them, with the interface of 2.x as the default.
    private func addImage(to root: SkeletonRoot) throws(LabFailure) {
        try root.temporary("/usr/local")
        try root.bind(NodeRoot.etcdImage, at: "/usr/local/lib/etcd")
        for (name, variable) in [("etcd", "ETCD_ENABLE_V2=true"), ("etcdctl", "ETCDCTL_API=2")] {
            let script = "#!/bin/sh\nexport \(variable)\nexec /usr/local/lib/etcd/\(name) \"$@\"\n"
            try root.file("/usr/local/bin/\(name)", script, mode: 0o755)
        }
        try root.file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
        try root.file("/etc/group", "root:x:0:\n")
        try root.file("/etc/nsswitch.conf", "hosts: files\n")
    }
}
