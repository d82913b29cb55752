import CBelayLab
import Glibc

/// What root's lab lives in: its users, root among them, are numbers that nobody on this machine has. So nothing of the
/// machine belongs to them, and no capability they have counts outside.
struct UserNamespace {
    /// Far from any number that is given to users, or by `/etc/subuid`.
    private static let firstUser: UInt32 = 1 << 30

    private let file: Int32

    init() throws(LabFailure) {
        file = belay_lab_user_namespace(Self.firstUser)
        try require(file, "cannot make a user namespace")
    }

    /// For a program that this process starts.
    var path: String { "/proc/\(getpid())/fd/\(file)" }

    /// Makes folders the namespace's own, for this process and its children alone: what belongs to root there belongs to the
    /// root of the namespace.
    func show(_ places: [String]) throws(LabFailure) {
        try require(belay_lab_own_mounts(), "cannot have mounts of its own")
        for place in places {
            if belay_lab_show_mapped(place, file) < 0 {
                let words = String(cString: strerror(errno))
                throw LabFailure(
                    "the files in \(place) cannot be copied for the lab of root, on this file system: \(words)\n"
                        + "an ordinary user can rehearse here, and root where the file system allows it")
            }
        }
    }
}
