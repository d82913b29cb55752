import CBelayLab
import Glibc

/// A folder of this machine's packages: whose it is, and who may enter it.
struct PackageFolder: Hashable, Sendable {
    var path: String
    var mode: mode_t
    var owner: uid_t
    var group: gid_t

    /// Of this machine.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.path = path
        mode = status.st_mode & 0o7777
        (owner, group) = (status.st_uid, status.st_gid)
    }

    /// A line, with its end.
    var text: String { "\(String(mode, radix: 8)) \(owner) \(group) \(path)\n" }

    init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", maxSplits: 3)
        guard parts.count == 4, let mode = mode_t(parts[0], radix: 8), let owner = uid_t(parts[1]),
            let group = gid_t(parts[2])
        else {
            return nil
        }
        (path, self.mode, self.owner, self.group) = (String(parts[3]), mode, owner, group)
    }

    /// Makes it below a folder that is to become a root.
    func make(in root: String) throws(LabFailure) {
        let place = root + path
        try Files.makeFolder(place)
        try require(lchown(place, owner, group), "cannot give \(path) to user \(owner)")
        try require(chmod(place, mode), "cannot set the mode of \(path)")
    }
}
