/// The version of the lab's kops, and where its output differs from that of the others.
struct KopsRelease: Hashable, Sendable {
    /// Such as 1.12.3.
    let version: String
    private let minor: Int

    init(_ version: String) {
        self.version = version
        let parts = version.split(separator: ".")
        minor = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    }

    static func here() throws(LabFailure) -> KopsRelease { KopsRelease(try LabSettings.here().beginning.kopsVersion) }

    /// As `kops version` says it.
    var spoken: String { "Version \(version)" + (Self.commits[minor].map { " (git-\($0))" } ?? "") }

    /// Of what it writes into its store.
    var apiVersion: String { minor < 15 ? "kops/v1alpha2" : "kops.k8s.io/v1alpha2" }

    /// True if a full specification says who runs an etcd.
    var fillsInProvider: Bool { minor >= 11 }

    /// True if each update warns, on standard output, that the kubelets let everybody in.
    var warnsOfAnonymousAccess: Bool { minor >= 11 }

    /// True if a new group is shown with the processes that it suspends, none of them too.
    var showsSuspendedProcesses: Bool { minor >= 11 }

    /// True if a preview has the fields of a thing by name, and not in an order of their own.
    var sortsFields: Bool { minor >= 12 }

    /// The line of its source that logs the export of a configuration for kubectl.
    var exportLine: Int { [12: 291, 13: 291, 14: 294, 15: 305][minor] ?? 290 }

    /// The line of its source that logs a new group.
    var newGroupLine: Int { [10: 188, 11: 185, 15: 179][minor] ?? 180 }

    /// Where the releases of the lab's clusters were made.
    private static let commits = [
        10: "a67edea6d", 11: "0f2aa8d30", 12: "e55205471", 13: "7cfcf8261", 14: "b7c25f9a9", 15: "298c2fce8",
        16: "469984634", 18: "11ec69551",
    ]
}
