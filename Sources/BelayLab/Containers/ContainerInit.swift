import Glibc

/// The first process of a container: builds its root, enters it and becomes the pod's command.
struct ContainerInit {
    let container: Container

    /// The environment of a process in the container besides what the manifest sets.
    static func environment(of pod: PodManifest) -> [String: String] {
        var variables = ["PATH": NodeRoot.path, "HOME": "/root"]
        for variable in pod.environment { variables[variable.name] = variable.value }
        return variables
    }

    func run() throws(LabFailure) -> Never {
        try container.claimByThisProcess()
        let pod = try container.pod
        let root = try SkeletonRoot(at: container.root, with: .libraries)
        try root.bind("/dev", at: "/dev")
        try root.bind("\(LabFolder.cloud)/faults", at: "\(LabFolder.cloud)/faults", readOnly: true)
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

    /// etcd and etcdctl where the image has them, with the interface of 2.x as the default, and busybox for all else. etcd
    /// runs on one processor: threads that look for work on the others cost a quarter of its time, with dozens side by side.
    private func addImage(to root: SkeletonRoot) throws(LabFailure) {
        try BusyboxImage().add(to: root)
        try root.bind(NodeRoot.etcdImage, at: "/usr/local/lib/etcd")
        let start = "#!/bin/sh\nexport ETCD_ENABLE_V2=true GOMAXPROCS=1\nexec /usr/local/lib/etcd/etcd \"$@\"\n"
        try root.file("/usr/local/bin/etcd", start, mode: 0o755)
        try root.file("/usr/local/bin/etcdctl", client, mode: 0o755)
        try root.file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
        try root.file("/etc/group", "root:x:0:\n")
        try root.file("/etc/nsswitch.conf", "hosts: files\n")
    }

    /// etcdctl, and what becomes of its backups when the rehearsal wants them spoilt.
    private var client: String {
        let faults = Cloud.here
        return """
            #!/bin/sh
            export ETCDCTL_API="${ETCDCTL_API:-2}"
            spoilt() { test -e \(faults.file(of: .backupEmpty)) || test -e \(faults.file(of: .backupTruncated)); }
            if [ "${1-}" != backup ] || ! spoilt; then exec /usr/local/lib/etcd/etcdctl "$@"; fi
            /usr/local/lib/etcd/etcdctl "$@" || exit
            while [ $# -gt 0 ]; do
                case "$1" in
                    --backup-dir) folder=$2 ;;
                    --backup-dir=*) folder=${1#*=} ;;
                esac
                shift
            done
            if [ -e \(faults.file(of: .backupEmpty)) ]; then
                rm -rf "$folder/member" && mkdir "$folder/member"
            else
                find "$folder" -type f -size +1c -exec sh -c 'busybox truncate -s $(($(stat -c %s "$1") / 2)) "$1"' - '{}' ';'
            fi

            """
    }
}
