import Glibc

/// The files of a master: what kops and Debian put there, as far as a procedure can see it.
struct NodeRoot {
    /// The `PATH` of services and of ssh.
    static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    static let programFolder = "/usr/local/lib/belay-lab"
    static let program = "\(programFolder)/belay-lab"
    /// The real etcd and etcdctl, as the image of the etcd containers. They are in no folder of `PATH`.
    static let etcdImage = "/var/lib/docker/image/etcd"
    static let sudo = "/usr/local/bin/sudo"

    let node: NodeDescription

    func build() throws(LabFailure) -> SkeletonRoot {
        let root = try SkeletonRoot(at: "\(node.folder)/root")
        try addSystem(to: root)
        try addUsers(to: root)
        try addSSH(to: root)
        try addStandIns(to: root)
        try addEtcd(to: root)
        try addVolumes(to: root)
        return root
    }

    private func addSystem(to root: SkeletonRoot) throws(LabFailure) {
        try root.addDevices()
        try root.temporary("/run")
        try root.temporary("/tmp", mode: "1777")
        for place in ["/run/systemd/units", "/run/sshd", "/var/log", "/var/lib", "/mnt"] { try root.folder(place) }
        try root.folder("/run/docker", mode: 0o700)
        try root.link("/var/run", to: "/run")
        try root.folder("/var/tmp", mode: 0o1777)
        try root.file("/etc/hostname", node.name.short + "\n")
        try root.bind(Cloud.here.hosts(of: node.instance), at: "/etc/hosts")
        try root.folder(LabFolder.path, mode: 0o700)
        try root.bind(LabFolder.cloud, at: LabFolder.cloud)
        try root.file("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files\n")
        try root.file(NodeDescription.fileOnNode, node.text)
        for etcd in EtcdCluster.allCases { try root.file(etcd.log, "") }
    }

    private func addUsers(to root: SkeletonRoot) throws(LabFailure) {
        let users = [
            "root:x:0:0:root:/root:/bin/bash", "sshd:x:100:65534::/run/sshd:/usr/sbin/nologin",
            "admin:x:1000:1000:Debian:/home/admin:/bin/bash",
            "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
        ]
        let groups = ["root:x:0:", "tty:x:5:", "admin:x:1000:", "nogroup:x:65534:"]
        try root.file("/etc/passwd", users.map { $0 + "\n" }.joined())
        try root.file("/etc/group", groups.map { $0 + "\n" }.joined())
        // No password fits a star, and unlike with `!` the user is not locked.
        let names = users.map { $0.prefix { $0 != ":" } }
        try root.file("/etc/shadow", names.map { "\($0):*:18000:0:99999:7:::\n" }.joined(), mode: 0o640)
        try root.folder("/root", mode: 0o700)
        try root.folder("/home")
        try root.folder("/home/admin", owner: 1000)
    }

    private func addSSH(to root: SkeletonRoot) throws(LabFailure) {
        let key = try Files.read(LabFolder.sshKey + ".pub")
        for (home, owner) in [("/root", uid_t(0)), ("/home/admin", 1000)] {
            try root.folder("\(home)/.ssh", mode: 0o700, owner: owner)
            try root.file("\(home)/.ssh/authorized_keys", key, mode: 0o600, owner: owner)
        }
        try root.file("/etc/ssh/host_key", try Files.read(node.hostKey), mode: 0o600)
        try root.file(
            "/etc/ssh/sshd_config",
            """
            HostKey /etc/ssh/host_key
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            PrintMotd no
            KexAlgorithms -sntrup*
            AcceptEnv LANG LC_*
            Subsystem sftp internal-sftp

            """)
    }

    /// The stand-ins come first in `PATH`, and cover the machine's own programs of the same name.
    private func addStandIns(to root: SkeletonRoot) throws(LabFailure) {
        try root.temporary("/usr/local")
        for place in ["/usr/local/bin", "/usr/local/sbin"] { try root.folder(place) }
        let program = try OwnProgram.path()
        try root.bind(program, at: Self.program, readOnly: true)
        for name in ["docker", "systemctl", "kubelet", "protokube"] {
            try root.link("/usr/local/bin/\(name)", to: Self.program)
        }
        if try LabSettings.here().beginning.has(.jessie) { try OlderPrograms().add(to: root) }
        try ChildProgram.require("cp", program, root.path + Self.sudo)
        try require(chmod(root.path + Self.sudo, 0o4755), "cannot make sudo")
        let ownSudo = root.path + Self.sudo
        for (name, source) in [("docker", program), ("systemctl", program), ("sudo", ownSudo)]
        where Files.exists("/usr/bin/\(name)") {
            try root.bind(source, at: "/usr/bin/\(name)", readOnly: true)
        }
    }

    /// On a master etcd is in the containers only: a procedure that forgets to enter one must fail here too.
    private func addEtcd(to root: SkeletonRoot) throws(LabFailure) {
        let folder = try LabSettings.here().etcdFolder
        for required in RequiredProgram.etcd {
            let name = required.name
            guard let program = folder.isEmpty ? required.path : "\(folder)/\(name)" else {
                throw LabFailure("the program \(name) is missing")
            }
            try root.bind(program, at: "\(Self.etcdImage)/\(name)", readOnly: true)
            try root.file("/run/no-program", "", mode: 0o644)
            for place in ["/usr/bin/\(name)", "/usr/sbin/\(name)"] where Files.exists(root.path + place) {
                try root.bind(root.path + "/run/no-program", at: place)
            }
        }
    }

    private func addVolumes(to root: SkeletonRoot) throws(LabFailure) {
        for volume in try Cloud.here.volumes where node.volumes.contains(volume.id) {
            try root.bind(LabFolder.volume(volume.id), at: volume.mountPoint)
        }
        try root.folder("/etc/kubernetes/manifests")
    }
}
