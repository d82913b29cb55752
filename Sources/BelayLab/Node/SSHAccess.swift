import Glibc

/// The keys by which the operator and the nodes know each other, and the configuration with which plain `ssh` and `scp`
/// use them. It covers the system's own file, since ssh takes the home folder from the list of users and not from
/// `HOME`.
struct SSHAccess {
    /// The patterns of the hosts that are the lab's.
    var hosts = "172.20.*"

    private static let systemConfiguration = "/etc/ssh/ssh_config"

    func prepare() throws(LabFailure) {
        try Files.makeFolder(Files.parent(of: LabFolder.sshKey), mode: 0o700)
        try makeKey(LabFolder.sshKey)
        try Files.write("", to: LabFolder.sshKnownHosts)
        try Files.write(configuration, to: LabFolder.sshConfiguration)
        try Mount.bind(LabFolder.sshConfiguration, at: Self.systemConfiguration)
    }

    /// Makes a machine's own key and lets the operator know it, before the machine starts.
    /// - Parameter names: its addresses, and the names by which the operator reaches it.
    func addHost(named names: [String], key path: String) throws(LabFailure) {
        try makeKey(path)
        let key = try Files.read(path + ".pub")
        let known = try Files.read(LabFolder.sshKnownHosts)
        try Files.replace(LabFolder.sshKnownHosts, with: known + "\(names.joined(separator: ",")) \(key)")
    }

    private func makeKey(_ path: String) throws(LabFailure) {
        try ChildProgram.require("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", path)
    }

    private var configuration: String {
        """
        Host \(hosts)
            IdentityFile \(LabFolder.sshKey)
            IdentitiesOnly yes
            GlobalKnownHostsFile \(LabFolder.sshKnownHosts)
            UserKnownHostsFile \(LabFolder.sshKnownHosts)

        """
    }
}
