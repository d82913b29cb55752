import BelaySystem
import CBelayLab
import Glibc

/// The user namespace of root's lab: its users, root among them, are numbers that nobody on this machine has. So
/// nothing of the machine belongs to them, and no capability they have counts outside.
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
    ///
    /// - Parameter needed: what must be there. A folder that cannot be shown is copied, or left empty when it is large and
    ///   nothing in it is needed.
    func show(_ places: [String], needed: [String]) throws(LabFailure) {
        try require(belay_lab_own_mounts(), "cannot have mounts of its own")
        try Mount.temporary(at: LabFolder.path, options: "mode=755")
        // Taken before one of them covers another.
        let trees = places.map { (place: $0, shown: belay_lab_take_tree($0), kept: belay_lab_take_tree($0)) }
        for (number, (place, shown, kept)) in trees.enumerated() {
            let original = LabFolder.original(number)
            try Files.makeFolder(original)
            if belay_lab_show_mapped(kept, file, original) < 0 {
                try copy("/proc/\(getpid())/fd/\(kept)/.", to: original, of: place, needed: needed)
                try Mount.bind(original, at: place)
            } else {
                try require(belay_lab_show_mapped(shown, file, place), "cannot show \(place) to the lab")
            }
            for tree in [shown, kept] { close(tree) }
        }
    }

    private func copy(_ files: String, to copy: String, of place: String, needed: [String]) throws(LabFailure) {
        let reason = SystemError.last.words
        let isSmall = Self.isSmall(files)
        if !isSmall, needed.contains(where: { OperatorFiles.isIn([place], $0) }) {
            throw LabFailure(
                "\(place) cannot be shown to the lab of root on this file system (\(reason)), and holds more than "
                    + "\(Self.largest >> 10) MiB, which is too much to copy\n"
                    + "work in another folder, or rehearse as an ordinary user")
        }
        var status = stat()
        try require(stat(files, &status), "cannot look at \(place)")
        if isSmall { try ChildProgram.require("cp", "-a", "--no-target-directory", files, copy) }
        try ChildProgram.require("chown", "-hR", "\(Self.firstUser):\(Self.firstUser)", copy)
        try require(chmod(copy, status.st_mode & 0o7777), "cannot set the mode of \(copy)")
    }

    /// In KiB.
    private static let largest = 64 << 10

    private static func isSmall(_ folder: String) -> Bool {
        let said = try? ChildProgram(["du", "-sk", folder]).output()
        guard let size = said.flatMap({ Int($0.prefix(while: \.isNumber)) }) else { return false }
        return size <= largest
    }
}
