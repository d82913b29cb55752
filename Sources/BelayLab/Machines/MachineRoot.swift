import BelaySystem
import Glibc

/// The files of a machine: its disk, this machine's programs, and what each boot makes.
struct MachineRoot {
    let machine: MachineDescription

    /// Programs that change who runs them: those of this machine would have no power in a user namespace, copies have.
    private static let setuid = ["su", "sudo", "passwd", "newgrp", "mount", "umount", "chsh"]
    private static let copies = "/usr/local/lib/belay-lab"

    func build() throws(LabFailure) -> SkeletonRoot {
        let root = try SkeletonRoot(at: "\(machine.folder)/root", on: machine.disk)
        for disk in machine.disks { try root.bind(machine.folder(of: disk), at: disk.path) }
        try root.addDevices()
        try root.temporary("/run")
        try root.temporary("/tmp", mode: "1777")
        for (place, target) in [("/var/run", "/run"), ("/var/lock", "/run/lock")] { try root.link(place, to: target) }
        try root.folder("/run/lock", mode: 0o1777)
        for place in ["/etc/ssl/certs", "/var/lib/dpkg"] where Files.exists(place) {
            try root.bind(place, at: place, readOnly: true)
        }
        try root.file("/etc/hostname", machine.name + "\n")
        try root.bind(LabFolder.machineHosts, at: "/etc/hosts")
        if !Files.exists(root.path + "/etc/machine-id") {
            let identity = try Files.read("/proc/sys/kernel/random/uuid").filter { $0 != "-" }
            try root.file("/etc/machine-id", identity, mode: 0o444)
        }
        let key = "/etc/ssh/ssh_host_ed25519_key"
        try root.file(key, try Files.read("\(machine.folder)/host_key"), mode: 0o600)
        try root.file("\(key).pub", try Files.read("\(machine.folder)/host_key.pub"))
        try addPrograms(to: root)
        return root
    }

    private func addPrograms(to root: SkeletonRoot) throws(LabFailure) {
        try root.temporary("/usr/local")
        for place in ["bin", "sbin", "lib", "share", "etc", "src"] { try root.folder("/usr/local/\(place)") }
        let program = try OwnProgram.path()
        try root.bind(program, at: "\(Self.copies)/belay-lab", readOnly: true)
        for name in ["systemctl", "journalctl", "reboot", "poweroff", "shutdown"] {
            try root.link("/usr/local/bin/\(name)", to: "\(Self.copies)/belay-lab")
            for place in ["/usr/bin/\(name)", "/usr/sbin/\(name)"] where File.kind(of: "\(root.path)\(place)") == .file
            {
                try root.bind(program, at: place, readOnly: true)
            }
        }
        for name in Self.setuid where File.kind(of: "/usr/bin/\(name)") == .file {
            let copy = "\(Self.copies)/\(name)"
            try ChildProgram.require("cp", "/usr/bin/\(name)", root.path + copy)
            try require(chmod(root.path + copy, 0o4755), "cannot make \(name)")
            try root.bind(root.path + copy, at: "/usr/bin/\(name)")
        }
        try addSudo(to: root, program: program)
    }

    /// The real one where it is installed, with plug-ins that belong to root; else the stand-in.
    private func addSudo(to root: SkeletonRoot, program: String) throws(LabFailure) {
        let plugins = "/usr/libexec/sudo"
        if File.kind(of: "/usr/bin/sudo") == .file, File.isFolder(plugins) {
            try ChildProgram.require("cp", "-r", plugins, "\(root.path)\(Self.copies)/sudo-plugins")
            try root.bind("\(root.path)\(Self.copies)/sudo-plugins", at: plugins)
            return
        }
        try ChildProgram.require("cp", program, "\(root.path)/usr/local/bin/sudo")
        try require(chmod("\(root.path)/usr/local/bin/sudo", 0o4755), "cannot make sudo")
    }
}
