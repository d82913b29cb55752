import Glibc

/// The keys by which the operator and the nodes know each other, and the configuration with which plain `ssh` and `scp`
/// use them. It stands over the system's own file, since ssh takes the home folder from the list of users and not from `HOME`.
struct SSHAccess {
    private static let systemConfiguration = "/etc/ssh/ssh_config"

    func prepare(for nodes: [NodeDescription]) throws(LabFailure) {
        try Files.makeFolder(Files.parent(of: LabFolder.sshKey), mode: 0o700)
        try makeKey(LabFolder.sshKey)
        var known = ""
        for node in nodes {
            try Files.makeFolder(LabFolder.node(node.letter))
            try makeKey(node.hostKey)
            known += "\(node.address) \(try Files.read(node.hostKey + ".pub"))"
        }
        try Files.write(known, to: LabFolder.sshKnownHosts)
        try Files.write(configuration, to: LabFolder.sshConfiguration)
        try Mount.bind(LabFolder.sshConfiguration, at: Self.systemConfiguration)
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
