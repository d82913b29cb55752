import CBelayLab
import Glibc

/// The lab of a kops cluster for a program that runs in it, or wants to.
public enum KopsRehearsal {
    /// The name by which a runbook asks for it: `rehearse in kops`.
    public static let name = "kops"

    /// The cluster with which it begins for `kops`, or `kops/two-of-three`.
    /// - Returns: nil for an unknown lab or an unknown beginning.
    public static func beginning(inLab text: String) -> Beginning? {
        if text == name { return Beginning(.oneMaster) }
        guard text.hasPrefix("\(name)/") else { return nil }
        return try? Beginning(String(text.dropFirst(name.count + 1)))
    }

    /// The parameters of a runbook in it, unless they are given. Its machines boot in less than a second, so long waits
    /// have no use in it; but etcd 3.4 refuses another member until all have been connected for 5 s.
    public static func parameters(of beginning: Beginning) -> [String: String] {
        [
            "cluster": beginning.cluster, "master": "admin@\(KopsLab.firstAddress)", "zone1": beginning.zones[0],
            "zone2": beginning.zones[1], "zone3": beginning.zones[2], "backups": "\(LabFolder.operator)/backups",
            "boot": "1m", "join": "1m", "settle": "6s",
        ]
    }

    /// True if the calling process runs in it.
    public static var isHere: Bool { getenv(KopsLab.masterVariable) != nil && Files.exists(LabFolder.settings) }

    /// The beginning of the lab of the calling process; nil outside of one.
    public static var beginningHere: Beginning? { isHere ? (try? LabSettings.here())?.beginning : nil }

    /// The things that this machine lacks for it, a sentence each.
    public static func missing(etcdFolder: String?) -> [String] { Requirements.missing(etcdFolder: etcdFolder) }

    /// Instructions for looking around in it.
    public static let guide = """

        You are in the lab; it is gone when you leave this shell.
          ssh admin@\(KopsLab.firstAddress)     the first master (sudo -i makes you root)
          cat \(LabFolder.cloud)/instances/*   all machines with their addresses

        """

    /// The final state of the lab's clusters. Its writer ends with this.
    /// - Parameter isDone: true if the run says that all is done. What a run has left that has not come to its end
    ///   is seen once what a fault has stopped moves again.
    public static func verdict(isDone: Bool) throws(LabFailure) -> RehearsalVerdict {
        if !isDone { try KopsFault.letGo() }
        return try LabInspection().verdict()
    }
}
