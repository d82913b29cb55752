import BelayUnits

/// The programs of a master, and of the operator, for which the lab has a stand-in, by the name under which it is started.
enum StandIn: String, CaseIterable {
    case docker
    case systemctl
    case journalctl
    case reboot
    case poweroff
    case shutdown
    case sudo
    case kubelet
    case protokube
    case kops
    case kubectl
    case aws

    /// - Returns: the status with which the program ends.
    func run(_ words: [String]) throws(LabFailure) -> Int32 {
        switch self {
        case .docker: try Docker(words: words).run()
        case .systemctl: UnitClient.isHere ? UnitClient.run(rawValue, words) : try Systemctl(words: words).run()
        case .journalctl: UnitClient.run(rawValue, words)
        case .reboot, .poweroff: UnitClient.run("systemctl", [rawValue])
        // Now or in a minute is the same here.
        case .shutdown: UnitClient.run("systemctl", [words.contains("-r") ? "reboot" : "poweroff"])
        case .sudo: try Sudo(words).run()
        case .kubelet: try Self.runKubelet()
        case .protokube: try Protokube().run()
        case .kops: Kops(words: words).run()
        case .kubectl: Kubectl(words: words).run()
        case .aws: AWS(words: words).run()
        }
    }

    private static func runKubelet() throws(LabFailure) -> Int32 {
        var kubelet = Kubelet()
        return try kubelet.run()
    }
}
