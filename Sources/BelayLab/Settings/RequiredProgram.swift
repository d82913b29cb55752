import BelaySystem

/// A program of this machine that the lab starts, and the Debian package that has it.
struct RequiredProgram: Hashable, Sendable {
    var name: String
    var package: String

    static let etcd = [
        RequiredProgram(name: "etcd", package: "etcd-server"),
        RequiredProgram(name: "etcdctl", package: "etcd-client"),
    ]

    /// What the image of the etcd containers consists of.
    static let busybox = RequiredProgram(name: "busybox", package: "busybox")

    static let always = [
        busybox,
        RequiredProgram(name: "sshd", package: "openssh-server"),
        RequiredProgram(name: "ssh", package: "openssh-client"),
        RequiredProgram(name: "ssh-keygen", package: "openssh-client"),
        RequiredProgram(name: "unshare", package: "util-linux"),
        RequiredProgram(name: "nsenter", package: "util-linux"),
        RequiredProgram(name: "ip", package: "iproute2"),
        RequiredProgram(name: "pkill", package: "procps"),
    ]

    /// The programs that an ordinary user needs besides.
    static let mapping = [
        RequiredProgram(name: "newuidmap", package: "uidmap"),
        RequiredProgram(name: "newgidmap", package: "uidmap"),
    ]

    /// Its path; nil when it is not on this machine.
    var path: String? { SearchPath.programs.path(of: name) }
}
