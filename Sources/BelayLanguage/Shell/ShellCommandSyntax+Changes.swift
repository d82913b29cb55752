import BelaySyntax

/// Programs that plainly change something. What is not known is taken for a read, as the runbook says: this is to find
/// slips, not to prove anything.
extension ShellCommandSyntax {
    /// What changes something, such as `systemctl restart` or `>`; nil when nothing plainly does.
    var change: String? {
        if let target = written.first(where: \.isFile) { return "> \(target.text)" }
        let words = programWords
        guard let program = words.first?.name else { return nil }
        let arguments = words.dropFirst()
        if Self.fileChangers.contains(program) {
            let operands = arguments.filter { !$0.isOption }
            // What it works on may be the command's own, such as a folder from `mktemp`.
            return operands.contains(where: \.isFile) ? program : nil
        }
        if program == "kill" || program == "pkill" || program == "killall" {
            return arguments.contains { ["-0", "-l", "-L"].contains($0.text) } ? nil : program
        }
        if program == "sed" {
            let isInPlace = arguments.contains { $0.text.hasPrefix("-i") || $0.text.hasPrefix("--in-place") }
            return isInPlace ? "sed -i" : nil
        }
        if Self.changers.contains(program) || program.hasPrefix("mkfs") {
            return arguments.contains { ["--help", "--version"].contains($0.text) } ? nil : program
        }
        guard let verbs = Self.verbs[program] else { return nil }
        if arguments.contains(where: { $0.text.hasPrefix("--dry-run") || $0.text == "--help" }) { return nil }
        let operands = arguments.filter { !$0.isOption }
        // `service NAME VERB`; elsewhere the verb comes first, but for the value of an option before it.
        let isLater = program == "service" || arguments.first?.isOption == true
        let found = operands.prefix(isLater ? 2 : 1).first { verbs.contains($0.text) }
        return found.map { "\(program) \($0.text)" }
    }

    private static let fileChangers: Set<String> = [
        "rm", "mv", "cp", "tee", "mkdir", "rmdir", "touch", "ln", "chmod", "chown", "chgrp", "truncate", "unlink",
        "shred", "install",
    ]

    private static let changers: Set<String> = [
        "shutdown", "reboot", "poweroff", "halt", "fdisk", "wipefs", "useradd", "userdel", "usermod",
    ]

    private static let packageVerbs: Set<String> = [
        "install", "remove", "purge", "upgrade", "dist-upgrade", "full-upgrade", "autoremove", "reinstall", "downgrade",
    ]

    private static let verbs: [String: Set<String>] = [
        "systemctl": [
            "start", "stop", "restart", "reload", "try-restart", "reload-or-restart", "enable", "disable", "mask",
            "unmask", "kill", "isolate", "daemon-reload", "set-property", "reboot", "poweroff", "halt",
        ],
        "service": ["start", "stop", "restart", "reload", "force-reload"],
        "apt": packageVerbs, "apt-get": packageVerbs, "yum": packageVerbs, "dnf": packageVerbs,
        "kubectl": [
            "apply", "delete", "drain", "cordon", "uncordon", "scale", "patch", "create", "edit", "replace", "label",
            "annotate", "taint", "expose", "autoscale",
        ],
        "docker": [
            "rm", "rmi", "stop", "kill", "run", "start", "restart", "pause", "unpause", "create", "push", "prune",
            "rename", "update",
        ],
        "git": [
            "push", "commit", "reset", "checkout", "merge", "rebase", "clean", "pull", "rm", "mv", "revert", "am",
            "cherry-pick",
        ],
    ]

    /// Programs that start the one that follows.
    private static let starters: Set<String> = ["sudo", "command", "exec", "nohup", "env", "nice", "builtin"]

    /// Without what stands before the program.
    private var programWords: ArraySlice<Word> {
        var words = words[...]
        while let first = words.first, Self.starters.contains(first.name) {
            words = words.dropFirst().drop { $0.isOption || $0.text.contains("=") }
        }
        return words
    }
}

extension ShellCommandSyntax.Word {
    /// The program's name without its folder.
    fileprivate var name: String { text.split(separator: "/").last.map(String.init) ?? text }

    fileprivate var isOption: Bool { text.hasPrefix("-") }

    /// Something that stays: no device, and no place that the command has made for itself.
    fileprivate var isFile: Bool { !isOfShell && !text.hasPrefix("/dev/") && !text.isEmpty }
}
