import BelaySystem
import CBelayLab
import Glibc

/// A root folder under construction: an empty file system in memory with the machine's programs or its libraries alone,
/// read-only, and nothing else of the machine. What a node or a container needs besides is put in, and then a process enters
/// it for good.
struct SkeletonRoot {
    /// The parts of the machine that are seen inside.
    enum Inherited {
        case programs
        /// Enough for a program that is put in to start.
        case libraries
    }

    /// The folder in which it is built until it is entered.
    let path: String

    /// Needs a mount namespace of its own.
    /// - Parameter disk: a folder that is the root's own file system, with what it had before; nil for an empty one in memory.
    init(at path: String, with inherited: Inherited = .programs, on disk: String? = nil) throws(LabFailure) {
        self.path = path
        try Files.makeFolder(path)
        if let disk { try Mount.bind(disk, at: path) } else { try Mount.temporary(at: path, options: "mode=755") }
        switch inherited {
        case .programs: try addPrograms()
        case .libraries: try addLibraries()
        }
        for place in ["/dev", "/proc", "/run", "/tmp", "/root", "/etc", "/var"] { try folder(place) }
    }

    func folder(_ place: String, mode: mode_t = 0o755, owner: uid_t = 0) throws(LabFailure) {
        try Files.makeFolder(path + place, mode: mode)
        try require(chown(path + place, owner, owner), "cannot give \(place) to user \(owner)")
    }

    func file(_ place: String, _ text: String, mode: mode_t = 0o644, owner: uid_t = 0) throws(LabFailure) {
        try Files.makeFolder(Files.parent(of: path + place))
        try Files.write(text, to: path + place, mode: mode)
        try require(chown(path + place, owner, owner), "cannot give \(place) to user \(owner)")
    }

    func link(_ place: String, to target: String) throws(LabFailure) {
        if File.target(ofLink: path + place) == target { return }
        try Files.makeFolder(Files.parent(of: path + place))
        try require(symlink(target, path + place), "cannot make the link \(place)")
    }

    /// Shows a file or a folder of the outside at a place inside.
    func bind(_ source: String, at place: String, readOnly: Bool = false) throws(LabFailure) {
        var status = stat()
        try require(stat(source, &status), "cannot find \(source)")
        if status.st_mode & S_IFMT == S_IFDIR {
            try Files.makeFolder(path + place)
        } else if !Files.exists(path + place) {
            try file(place, "")
        }
        try Mount.bind(source, at: path + place, readOnly: readOnly)
    }

    func temporary(_ place: String, mode: String = "755") throws(LabFailure) {
        try Files.makeFolder(path + place)
        try Mount.temporary(at: path + place, options: "mode=\(mode)")
    }

    /// The devices that any program may expect, and terminals of its own.
    func addDevices() throws(LabFailure) {
        try temporary("/dev")
        // Read-only keeps the machine's devices from being given away; they can be written to all the same.
        for name in ["null", "zero", "full", "random", "urandom", "tty"] {
            try bind("/dev/\(name)", at: "/dev/\(name)", readOnly: true)
        }
        try Files.makeFolder(path + "/dev/pts")
        try Mount.make("devpts", at: path + "/dev/pts", options: "newinstance,ptmxmode=0666,mode=620")
        try link("/dev/ptmx", to: "pts/ptmx")
        try link("/dev/fd", to: "/proc/self/fd")
        for (number, name) in ["stdin", "stdout", "stderr"].enumerated() {
            try link("/dev/\(name)", to: "/proc/self/fd/\(number)")
        }
        try temporary("/dev/shm", mode: "1777")
    }

    /// Makes this the root of the calling process and its children, and forgets the old one. Needs a process namespace
    /// of its own, whose `/proc` is mounted here.
    func enter() throws(LabFailure) {
        try Mount.make("proc", at: path + "/proc")
        try require(chdir(path), "cannot go to \(path)")
        try require(belay_lab_pivot_root(".", "."), "cannot make \(path) the root")
        try require(umount2(".", Int32(MNT_DETACH)), "cannot leave the old root")
        try require(chdir("/"), "cannot go to the new root")
        // The kernel's settings are the machine's.
        for place in ["/proc/sys", "/proc/sysrq-trigger"] where Files.exists(place) {
            try Mount.bind(place, at: place, readOnly: true)
        }
    }

    /// `/usr` and what points into it, and whatever else this program or the C library needs to start a program.
    private func addPrograms() throws(LabFailure) {
        try bind("/usr", at: "/usr", readOnly: true)
        for place in ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"] {
            if let target = File.target(ofLink: place) {
                try link(place, to: target)
            } else if Files.exists(place) {
                try bind(place, at: place, readOnly: true)
            }
        }
        try folder("/etc")
        if Files.exists("/etc/alternatives") { try bind("/etc/alternatives", at: "/etc/alternatives", readOnly: true) }
        // A copy: a package installed in the meantime puts another file in its place, and what is gone cannot be shown.
        let libraries = "/etc/ld.so.cache"
        if Files.exists(libraries) { try ChildProgram.require("cp", libraries, path + libraries) }
        for folder in try Self.libraryFolders() where Files.exists(folder) {
            try bind(folder, at: folder, readOnly: true)
        }
    }

    /// The C library, in all places where a program's loader looks for it, and no folder of programs.
    private func addLibraries() throws(LabFailure) {
        for place in ["/lib", "/lib32", "/lib64", "/libx32"] {
            if let target = File.target(ofLink: place) {
                try bind("/\(target)", at: "/\(target)", readOnly: true)
                try link(place, to: target)
            } else if Files.exists(place) {
                try bind(place, at: place, readOnly: true)
            }
        }
    }

    /// The folders outside the system's own from which this program has loaded libraries, such as Swift's.
    private static func libraryFolders() throws(LabFailure) -> [String] {
        var folders: Set<String> = []
        for line in try Files.read("/proc/self/maps").split(separator: "\n") {
            guard let slash = line.firstIndex(of: "/") else { continue }
            let file = line[slash...]
            let isOfSystem = ["/usr/", "/lib/", "/lib64/"].contains { file.hasPrefix($0) }
            if file.contains(".so"), !isOfSystem { folders.insert(Files.parent(of: String(file))) }
        }
        return folders.sorted()
    }
}
