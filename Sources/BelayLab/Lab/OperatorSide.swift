import BelaySystem
import Glibc

/// The side of the lab in which the operator works: this machine as it is, of which nothing can be changed. The
/// operator's own folders are copies, and what is written to them is gone with the lab; everything else can only be
/// read. No program of this machine can be reached: neither by the network nor by a socket.
struct OperatorSide {
    let places: [String]
    /// Folders that are not copied: what is written there stays.
    let open: [String]
    let sockets: [String]

    init(_ request: LabRequest) {
        places = request.places
        open = request.open
        sockets = request.sockets
    }

    private static let changes = "\(LabFolder.path)/copies"
    private static let devices = "\(LabFolder.path)/devices"

    func prepare() throws(LabFailure) {
        let workingFolder = Folder.working ?? "/"
        // Opened before they are covered by what the lab has its own of, or by the copy of a folder that they lie in.
        let opened = places.enumerated().map { number, place in
            let original = LabFolder.original(number)
            return (place: place, file: Self.file(of: Files.exists(original) ? original : place))
        }
        let left = self.open.map { (place: $0, file: Self.file(of: $0)) }
        try Mount.forbidWriting()
        try Mount.allowWriting(at: "/proc")
        try Mount.temporary(at: LabFolder.path, options: "mode=755")
        try makeRun()
        try makeDevices()
        for (number, original) in opened.enumerated() { copy(original.place, original.file, as: number) }
        for (place, file) in left {
            try Mount.bind("/proc/self/fd/\(file)", at: place)
            try Mount.allowWriting(at: place)
            close(file)
        }
        for socket in sockets { hide(socket) }
        // The folder is another one now.
        if chdir(workingFolder) < 0 { try require(chdir("/"), "cannot go to \(workingFolder)") }
    }

    private static func file(of folder: String) -> Int32 { Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }

    /// Copies what was changed in the operator's folders to a folder of this machine: each below its own path there.
    func keep(in folder: String) throws(LabFailure) {
        for (number, place) in places.enumerated() {
            let changes = "\(Self.changes)/\(number)/upper"
            if Files.names(in: changes).isEmpty { continue }
            try Files.makeFolder(folder + place)
            // A file that was removed is a mark there that cannot be copied.
            _ = try ChildProgram(["cp", "-a", "--no-target-directory", changes, folder + place]).run()
        }
    }

    private func copy(_ place: String, _ original: Int32, as number: Int) {
        defer { close(original) }
        do throws(LabFailure) {
            try Files.makeFolder(place)
            try Mount.copy(original, at: place, changes: "\(Self.changes)/\(number)")
        } catch {
            complain("belay-lab: \(error.message); it is read-only in the lab")
        }
    }

    private func makeRun() throws(LabFailure) {
        try Mount.temporary(at: "/run", options: "mode=755")
        try Files.makeFolder("/run/lock", mode: 0o1777)
        guard let own = getenv("XDG_RUNTIME_DIR").map({ String(cString: $0) }), own.hasPrefix("/run/") else { return }
        try Files.makeFolder(own, mode: 0o700)
    }

    /// The terminal stays this machine's.
    private func makeDevices() throws(LabFailure) {
        try Files.makeFolder(Self.devices)
        for name in ["null", "zero", "full", "random", "urandom", "tty", "ptmx"] where Files.exists("/dev/\(name)") {
            try Files.write("", to: "\(Self.devices)/\(name)")
            try Mount.bind("/dev/\(name)", at: "\(Self.devices)/\(name)")
        }
        try Files.makeFolder("\(Self.devices)/pts")
        if Files.exists("/dev/pts") { try Mount.bind("/dev/pts", at: "\(Self.devices)/pts") }
        let streams = ["stdin": "/0", "stdout": "/1", "stderr": "/2", "fd": ""]
        for (name, number) in streams {
            try require(symlink("/proc/self/fd\(number)", "\(Self.devices)/\(name)"), "cannot make /dev/\(name)")
        }
        try Files.makeFolder("\(Self.devices)/shm")
        try Mount.temporary(at: "\(Self.devices)/shm", options: "mode=1777")
        try Mount.bind(Self.devices, at: "/dev")
    }

    /// One that cannot be hidden is in a folder that the lab cannot enter.
    private func hide(_ socket: String) {
        try? Mount.bind("/dev/null", at: socket)
    }
}
