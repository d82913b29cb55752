import Glibc

/// The keys by which the operator and the nodes know each other, and the configuration with which plain `ssh` and `scp`
/// use them. It covers the system's own file, since ssh takes the home folder from the list of users and not from
/// `HOME`.
struct SSHAccess {
    private static let systemConfiguration = "/etc/ssh/ssh_config"

    func prepare() throws(LabFailure) {
        try Files.makeFolder(Files.parent(of: LabFolder.sshKey), mode: 0o700)
        try makeKey(LabFolder.sshKey)
        try Files.write("", to: LabFolder.sshKnownHosts)
        try Files.write(configuration, to: LabFolder.sshConfiguration)
        try Mount.bind(LabFolder.sshConfiguration, at: Self.systemConfiguration)
    }

    /// Makes a machine's own key and lets the operator know it, before the machine starts.
    func addHost(_ node: NodeDescription) throws(LabFailure) {
        try makeKey(node.hostKey)
        let key = try Files.read(node.hostKey + ".pub")
        let known = try Files.read(LabFolder.sshKnownHosts)
        try Files.replace(LabFolder.sshKnownHosts, with: known + "\(node.address) \(key)")
    }

    private func makeKey(_ path: String) throws(LabFailure) {
        try ChildProgram.require("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", path)
    }

    private var configuration: String {
        """
        Host 172.20.*
            IdentityFile \(LabFolder.sshKey)
            IdentitiesOnly yes
            GlobalKnownHostsFile \(LabFolder.sshKnownHosts)
            UserKnownHostsFile \(LabFolder.sshKnownHosts)

        """
    }
}
