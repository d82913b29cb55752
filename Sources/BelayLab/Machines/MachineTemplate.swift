import BelaySystem
import Glibc

/// The disk of a machine before it first boots: what packages put there, and the users of this machine's services. One is
/// made, and copied for each machine.
struct MachineTemplate {
    static let users = ["admin"]

    /// - Parameter folders: with `archive`, see `PackageFiles`.
    func make(from folders: Int32, _ archive: Int32, users: [String]) throws(LabFailure) {
        let place = LabFolder.template
        try Files.makeFolder(place)
        try Mount.temporary(at: place, options: "mode=755")
        lseek(folders, 0, SEEK_SET)
        for line in try Files.read(to: folders, named: "the folders of packages").split(separator: "\n") {
            try PackageFolder(line: line)?.make(in: place)
        }
        lseek(archive, 0, SEEK_SET)
        var tar = ChildProgram([
            "tar", "--extract", "--preserve-permissions", "--numeric-owner", "--directory=\(place)",
        ])
        tar.descriptors = [0: archive]
        let status = try tar.run()
        if status.code != 0 {
            throw LabFailure("the files of packages cannot be unpacked: tar ended with status \(status.code)")
        }
        for folder in [
            "home", "srv", "mnt", "opt", "var/log", "var/lib", "var/cache", "var/spool", "etc/ssh", "etc/sudoers.d",
        ] {
            try Files.makeFolder("\(place)/\(folder)")
        }
        try Files.makeFolder("\(place)/var/tmp", mode: 0o1777)
        try Files.makeFolder("\(place)/root", mode: 0o700)
        try addUsers(users, to: place)
        try addAccess(users, to: place)
        try Files.write("passwd: files\ngroup: files\nshadow: files\nhosts: files\n", to: "\(place)/etc/nsswitch.conf")
    }

    func copy(to disk: String) throws(LabFailure) {
        try Files.makeFolder(disk)
        try Mount.temporary(at: disk, options: "mode=755,size=2g")
        try ChildProgram.require("cp", "-a", "--no-target-directory", "\(LabFolder.template)/.", disk)
    }

    /// What the template has there, on a file system of its own.
    func copy(_ disk: MachineDisk, of machine: MachineDescription) throws(LabFailure) {
        let place = machine.folder(of: disk)
        try Files.makeFolder(place)
        try Mount.temporary(at: place, options: "mode=755,size=\(disk.size)")
        let original = LabFolder.template + disk.path
        if File.isFolder(original) {
            try ChildProgram.require("cp", "-a", "--no-target-directory", "\(original)/.", place)
        }
    }

    /// Those of the system, and the lab's own. Nobody else of this machine.
    private func addUsers(_ users: [String], to place: String) throws(LabFailure) {
        var passwd = Self.lines(of: "/etc/passwd").filter(Self.isOfSystem)
        var group = Self.lines(of: "/etc/group").filter(Self.isOfSystem)
        for (index, name) in users.enumerated() {
            passwd.append("\(name):x:\(1000 + index):\(1000 + index)::/home/\(name):/bin/bash")
            group.append("\(name):x:\(1000 + index):")
            let home = "\(place)/home/\(name)"
            try Files.makeFolder(home)
            try require(chown(home, uid_t(1000 + index), gid_t(1000 + index)), "cannot give \(home) to \(name)")
        }
        try Files.write(passwd.map { $0 + "\n" }.joined(), to: "\(place)/etc/passwd")
        try Files.write(group.map { $0 + "\n" }.joined(), to: "\(place)/etc/group")
        // No password fits a star, and unlike with `!` the user is not locked.
        let names = passwd.map { $0.prefix { $0 != ":" } }
        try Files.write(names.map { "\($0):*:18000:0:99999:7:::\n" }.joined(), to: "\(place)/etc/shadow", mode: 0o640)
        try Files.write(
            group.map { "\($0.prefix { $0 != ":" }):*::\n" }.joined(), to: "\(place)/etc/gshadow", mode: 0o640)
    }

    private static func lines(of path: String) -> [String] {
        ((try? Files.read(path)) ?? "").split(separator: "\n").map(String.init)
    }

    private static func isOfSystem(_ line: String) -> Bool {
        let number =
            line.split(separator: ":", omittingEmptySubsequences: false).dropFirst(2).first.flatMap { Int($0) } ?? -1
        return (0..<1000).contains(number) || number == 65534
    }

    private func addAccess(_ users: [String], to place: String) throws(LabFailure) {
        let key = try Files.read(LabFolder.sshKey + ".pub")
        for (index, home) in (["root"] + users.map { "home/\($0)" }).enumerated() {
            let owner = index == 0 ? 0 : uid_t(999 + index)
            let folder = "\(place)/\(home)/.ssh"
            try Files.makeFolder(folder, mode: 0o700)
            try Files.write(key, to: "\(folder)/authorized_keys", mode: 0o600)
            for path in [folder, "\(folder)/authorized_keys"] {
                try require(chown(path, owner, owner), "cannot give \(path) away")
            }
        }
        try Files.write(
            """
            HostKey /etc/ssh/ssh_host_ed25519_key
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            PrintMotd no
            KexAlgorithms -sntrup*
            AcceptEnv LANG LC_*
            SetEnv LANG=C.UTF-8
            Subsystem sftp internal-sftp

            """, to: "\(place)/etc/ssh/sshd_config")
        try Files.write(
            "root ALL=(ALL:ALL) ALL\nadmin ALL=(ALL:ALL) NOPASSWD: ALL\n", to: "\(place)/etc/sudoers", mode: 0o440)
    }
}
