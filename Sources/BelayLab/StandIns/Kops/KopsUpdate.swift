import Glibc

/// `kops update cluster`: shows what would change in the cloud, and with `--yes` changes it.
enum KopsUpdate {
    static func run(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, flags: ["yes": "y"], values: ["name": ""])
        if options.words.count > 1 { throw LabFailure("cannot update more than one cluster") }
        let store = try Kops.store(options, word: options.words.first)
        let cloud = Cloud.here
        if KopsFault.cloudThrottles.holds {
            throw LabFailure(
                "error building tasks: error listing AutoscalingGroups: RequestLimitExceeded: Request limit exceeded.")
        }
        if try LabSettings.here().beginning.has(.noisyKops) { print(advice, terminator: "") }
        if try KopsRelease.here().warnsOfAnonymousAccess { print(warning, terminator: "") }
        guard options.has("yes") else {
            print(try CloudPlan(for: store, in: cloud).preview, terminator: "")
            return 0
        }
        try apply(store, to: cloud)
        try Files.write(store.cluster, to: LabFolder.kubectlContext)
        print("kops has set your kubectl context to \(store.cluster)\n")
        print("Cluster changes have been applied to the cloud.\n\n")
        print("Changes may require instances to restart: kops rolling-update cluster\n")
        return 0
    }

    private static func apply(_ store: StateStore, to cloud: Cloud) throws(LabFailure) {
        let plan = try CloudPlan(for: store, in: cloud)
        let total = 73 + 2 * (plan.created.count + plan.modified.count)
        log("executor.go:103] Tasks: 0 done / \(total) total; 35 can run")
        try plan.apply(for: store, in: cloud)
        OldLaunchConfigurations.delete()
        log("executor.go:103] Tasks: \(total) done / \(total) total; 0 can run")
        log("update_cluster.go:\(try KopsRelease.here().exportLine)] Exporting kubecfg for cluster")
    }

    private static let stars = String(repeating: "*", count: 81)

    /// Where the kubelet's field for it is not set, as in the lab.
    private static let warning: String = {
        let words = [
            "Kubelet anonymousAuth is currently turned on. This allows RBAC escalation and remote code execution possibilities.",
            "It is highly recommended you turn it off by setting 'spec.kubelet.anonymousAuth' to 'false' via 'kops edit cluster'",
            "", "See https://github.com/kubernetes/kops/blob/master/docs/security.md#kubelet-api",
        ]
        return (["", stars, ""] + words + ["", stars, ""]).joined(separator: "\n") + "\n"
    }()

    private static let advice: String = {
        let words = ["A new kops version is available: 1.13.0", "", "Upgrading is recommended"]
        let more = "More information: https://github.com/kubernetes/kops/blob/master/permalinks/upgrade_kops.md#1.13.0"
        return (["", stars, ""] + words + [more, "", stars, ""]).joined(separator: "\n") + "\n"
    }()

    /// A line of kops' log.
    static func log(_ words: String) {
        var now = timeval()
        gettimeofday(&now, nil)
        var parts = tm()
        localtime_r(&now.tv_sec, &parts)
        func padded(_ number: Int, _ width: Int, _ filler: Character = "0") -> String {
            let digits = String(number)
            return String(repeating: filler, count: max(0, width - digits.count)) + digits
        }
        let day = padded(Int(parts.tm_mon) + 1, 2) + padded(Int(parts.tm_mday), 2)
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }.joined(separator: ":")
        complain("I\(day) \(clock).\(padded(now.tv_usec, 6)) \(padded(Int(getpid()), 7, " ")) \(words)")
    }
}
