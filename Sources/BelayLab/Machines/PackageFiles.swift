import BelaySystem
import CBelayLab
import Glibc

/// What Debian's packages have put on this machine outside `/usr`, as dpkg says: their configuration, and the empty folders of
/// their services. Read outside the lab, with the caller's rights: inside, all owners are nobody.
struct PackageFiles {
    /// The folders, a line each as `PackageFolder` writes it, in a file in memory.
    let folders: Int32
    /// What else there is: an archive of tar, in a file in memory.
    let archive: Int32
    /// What the caller may not read, and what is therefore missing: `/etc/redis/redis.conf`.
    private let unreadable: [String]

    private static let lists = "/var/lib/dpkg/info"
    /// Files that packages make and that are in no list.
    private static let registry = "/var/lib/ucf/registry"
    /// What each machine gets of its own, or says who uses this one.
    private static let leftOut = [
        "/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/etc/hosts", "/etc/hostname", "/etc/fstab",
        "/etc/resolv.conf",
        "/etc/sudoers", "/etc/sudoers.d", "/etc/machine-id", "/etc/subuid", "/etc/subgid", "/etc/alternatives",
        "/etc/ssl/certs",
        "/var/lib/dpkg", "/var/lib/apt", "/var/cache/apt", "/var/run", "/var/lock", "/etc/ssh/sshd_config",
    ]
    /// Files that are made when the system is installed, and that programs need.
    private static let always = [
        "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/etc/environment", "/etc/profile", "/etc/bash.bashrc",
        "/etc/default/locale",
        "/etc/login.defs", "/etc/pam.d/common-account", "/etc/pam.d/common-auth", "/etc/pam.d/common-password",
        "/etc/pam.d/common-session", "/etc/pam.d/common-session-noninteractive",
    ]

    init() throws(LabFailure) {
        var files = Set(Self.always).union(try Self.listed()).union(Self.registered)
        files.formUnion(Self.foldersOfServices())
        files.formUnion(Self.links(to: files))
        let present = files.filter {
            File.kind(of: $0, followsLinks: false) != nil && !Self.isLeftOut($0)
        }.sorted()
        unreadable = present.filter { File.kind(of: $0, followsLinks: false) == .file && access($0, R_OK) != 0 }
        // A folder is told of by itself: tar would open it, which its owner alone may.
        let isFolder = { File.kind(of: $0, followsLinks: false) == .folder }
        folders = belay_lab_memory_file("folders")
        try require(folders, "cannot keep a file in memory")
        Files.write(present.filter(isFolder).compactMap { PackageFolder($0)?.text }.joined(), to: folders)
        let readable = Set(present).subtracting(unreadable).filter { !isFolder($0) }.sorted()
        let list = belay_lab_memory_file("files")
        archive = belay_lab_memory_file("archive")
        try require(min(list, archive), "cannot keep a file in memory")
        defer { close(list) }
        Files.write(readable.map { String($0.dropFirst()) + "\0" }.joined(), to: list)
        lseek(list, 0, SEEK_SET)
        var tar = ChildProgram([
            "tar", "--create", "--numeric-owner", "--no-recursion", "--directory=/", "--null", "--files-from=-",
        ])
        tar.descriptors = [0: list, 1: archive]
        let status = try tar.run()
        if status.code != 0 {
            throw LabFailure(
                "the files of this machine's packages cannot be read: tar ended with status \(status.code)")
        }
    }

    /// What is missing of the packages that bring some units, a sentence for each machine that runs one.
    func missing(on machines: [MachineDescription]) -> [String] {
        if unreadable.isEmpty { return [] }
        return machines.flatMap { machine in
            machine.units.flatMap { unit -> [String] in
                let files = Self.listsOfFiles.first { files in
                    UnitFile(name: unit).paths.contains(where: files.contains)
                }
                return unreadable.filter { files?.contains($0) == true }.map {
                    "\(machine.name) runs \(unit) without \($0), which you may not read: the lab has to write it"
                }
            }
        }
    }

    private static func isLeftOut(_ path: String) -> Bool {
        leftOut.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// Of all packages, a hundred thousand files, those that are not in `/usr`.
    private static func listed() throws(LabFailure) -> [String] {
        if File.kind(of: lists) == nil { return [] }
        let found = belay_lab_memory_file("listed")
        try require(found, "cannot keep a file in memory")
        defer { close(found) }
        var grep = ChildProgram([
            "grep", "--no-filename", "--recursive", "--include=*.list", #"^/\(etc\|var\)/"#, lists,
        ])
        grep.descriptors = [1: found]
        let status = try grep.run()
        if status.code > 1 {
            throw LabFailure(
                "the files of this machine's packages cannot be listed: grep ended with status \(status.code)")
        }
        lseek(found, 0, SEEK_SET)
        return try Files.read(to: found, named: "the list of files").split(separator: "\n").map(String.init)
    }

    /// Of each package all that it has brought.
    private static var listsOfFiles: [Set<String>] {
        Files.names(in: lists).filter { $0.hasSuffix(".list") }.map { name in
            Set(((try? Files.read("\(lists)/\(name)")) ?? "").split(separator: "\n").map(String.init))
        }
    }

    private static var registered: [String] {
        ((try? Files.read(registry)) ?? "").split(separator: "\n").compactMap { line in
            line.split { $0 == " " || $0 == "\t" }.last.map(String.init)
        }
    }

    /// What starts at boot on this machine is no business of the lab's.
    private static let placesOfLinks = ["/etc/systemd", "/etc/rc"]

    /// The links that packages make when they are installed, such as `/etc/nginx/sites-enabled/default`: they are in no list,
    /// but lie in a folder of a package and lead to a file of one.
    private static func links(to files: Set<String>) -> [String] {
        let folders = files.filter { place in
            place.hasPrefix("/etc/") && !placesOfLinks.contains(where: place.hasPrefix)
                && File.kind(of: place, followsLinks: false) == .folder
        }
        return folders.flatMap { folder in Files.names(in: folder).map { "\(folder)/\($0)" } }.filter { path in
            guard !files.contains(path), File.kind(of: path, followsLinks: false) == .link,
                let target = realpath(path, nil)
            else { return false }
            defer { free(target) }
            let place = String(cString: target)
            return files.contains(place) || place.hasPrefix("/usr/")
        }
    }

    /// The folders that belong to users of services, such as `/var/lib/redis`: what is in them is this machine's own.
    private static func foldersOfServices() -> Set<String> {
        var found: Set<String> = []
        for parent in ["/var/lib", "/var/log", "/var/cache", "/var/spool", "/etc"] {
            for name in Files.names(in: parent) {
                let path = "\(parent)/\(name)"
                var status = stat()
                guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
                if (1..<1000).contains(status.st_uid) || (1..<1000).contains(status.st_gid) { found.insert(path) }
            }
        }
        return found
    }
}
