import Glibc

/// What earlier updates have left in the cloud: kops from 1.10 deletes all but the newest three at its next update, and says so
/// before. Nothing uses them.
enum OldLaunchConfigurations {
    private static var file: String { "\(LabFolder.cloud)/old-launch-configurations" }

    static var names: [String] { ((try? Files.read(file)) ?? "").split(separator: "\n").map(String.init) }

    static func make(for group: String, of cluster: String) throws(LabFailure) {
        let dates = ["20170412083011", "20170905141707", "20180131100425"]
        try Files.write(dates.map { "\(group).masters.\(cluster)-\($0)\n" }.joined(), to: file)
    }

    static func delete() { unlink(file) }
}
