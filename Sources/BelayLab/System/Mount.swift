import CBelayLab
import Glibc

/// The mounts that the lab makes, all in a namespace of its own.
enum Mount {
    static func make(_ type: String, at place: String, options: String = "") throws(LabFailure) {
        try require(mount(type, place, type, 0, options), "cannot mount \(type) at \(place)")
    }

    /// A file system in memory.
    static func temporary(at place: String, options: String) throws(LabFailure) {
        try make("tmpfs", at: place, options: options)
    }

    /// Gives a file system in memory another size in bytes, not below what is in it.
    static func resize(_ place: String, to size: UInt64) throws(LabFailure) {
        try require(mount(nil, place, nil, flag(MS_REMOUNT), "size=\(size)"), "cannot resize \(place)")
    }

    /// Leaves no room in a file system in memory, or one page in one that is empty: without any size it has no limit.
    static func fill(_ place: String) throws(LabFailure) {
        var status = statvfs()
        try require(statvfs(place, &status), "cannot look at \(place)")
        try resize(place, to: UInt64(max(1, status.f_blocks - status.f_bfree)) * UInt64(status.f_frsize))
    }

    /// Shows a file or a folder, with what is mounted in it, at another place.
    static func bind(_ source: String, at place: String, readOnly: Bool = false) throws(LabFailure) {
        let attempt = "cannot show \(source) at \(place)"
        try require(mount(source, place, nil, flag(MS_BIND) | flag(MS_REC), nil), attempt)
        guard readOnly else { return }
        // In a user namespace what the mount forbids already has to be forbidden again.
        var status = statvfs()
        try require(statvfs(place, &status), attempt)
        var flags = flag(MS_BIND) | flag(MS_REMOUNT) | flag(MS_RDONLY)
        for kept in [MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_NOATIME, MS_NODIRATIME, MS_RELATIME]
        where status.f_flag & inStatus(kept) != 0 {
            flags |= flag(kept)
        }
        try require(mount(nil, place, nil, flags, nil), attempt + " read-only")
    }

    /// Shows at a place what an open folder holds; whatever is changed there goes to another one, and the folder itself stays
    /// as it is.
    ///
    /// - Parameter changes: an empty folder in memory.
    static func copy(_ folder: Int32, at place: String, changes: String) throws(LabFailure) {
        let (upper, work) = ("\(changes)/upper", "\(changes)/work")
        for folder in [upper, work] { try Files.makeFolder(folder, mode: 0o700) }
        var status = stat()
        try require(fstat(folder, &status), "cannot copy \(place)")
        // An owner that the lab has no number for is nobody's: then it is the lab's own.
        _ = chown(upper, status.st_uid, status.st_gid)
        try require(chmod(upper, status.st_mode & 0o7777), "cannot copy \(place)")
        // Any letter may be in the name of the folder, and some of them mean something in options.
        try require(fchdir(folder), "cannot copy \(place)")
        let options = "lowerdir=.,upperdir=\(upper),workdir=\(work),userxattr"
        try require(mount("overlay", place, "overlay", 0, options), "cannot copy \(place)")
    }

    /// All that is mounted now can only be read from now on.
    static func forbidWriting() throws(LabFailure) {
        try require(belay_lab_forbid_writing("/"), "cannot keep this machine's files from being written")
    }

    static func allowWriting(at place: String) throws(LabFailure) {
        try require(belay_lab_allow_writing(place), "cannot make \(place) writable")
    }

    private static func flag(_ flag: Int) -> UInt { UInt(flag) }

    /// The same flag as `statvfs` reports it: equal but for the last.
    private static func inStatus(_ flag: Int) -> UInt { flag == MS_RELATIME ? 4096 : UInt(flag) }
}
