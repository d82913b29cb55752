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

    private static func flag(_ flag: Int) -> UInt { UInt(flag) }

    /// The same flag as `statvfs` tells it: equal but for the last.
    private static func inStatus(_ flag: Int) -> UInt { flag == MS_RELATIME ? 4096 : UInt(flag) }
}
