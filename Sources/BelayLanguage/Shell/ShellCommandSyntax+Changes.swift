import BelaySyntax

/// Programs that clearly make changes. Unknown programs are taken to read, as the runbook says: this is to find slips,
/// not to prove anything.
extension ShellCommandSyntax {
    /// The part that makes a change, such as `systemctl restart` or `>`; nil if nothing clearly does.
    var change: String? {
        if let target = written.first(where: \.isFile) { return "> \(target.text)" }
        return Self.change(of: words[...])
    }

    private static func change(of words: ArraySlice<Word>) -> String? {
        // `xargs` adds files after those that are written.
        let isFed = words.first?.name == "xargs"
        let words = withoutStarters(words)
        guard let program = words.first?.name else { return nil }
        let arguments = words.dropFirst()
        if Self.fileChangers.contains(program) {
            var operands = arguments.filter { !$0.isOption }
            // Of what is copied only the copy is new.
            if program == "cp", let last = operands.last { operands = [last] }
            // What it works on may be the command's own, such as a folder from `mktemp`.
            return isFed || operands.contains(where: \.isFile) ? program : nil
        }
        if program == "kill" || program == "pkill" || program == "killall" {
            return arguments.contains { ["-0", "-l", "-L"].contains($0.text) } ? nil : program
        }
        if program == "sed" || program == "perl" {
            let isInPlace = arguments.contains { $0.isInPlace || $0.text.hasPrefix("--in-place") }
            return isInPlace ? "\(program) -i" : nil
        }
        if program == "find" { return changeOfFind(arguments) }
        if let options = Self.options[program] {
            return arguments.first { options.contains($0.text) }.map { "\(program) \($0.text)" }
        }
        if program == "dd" { return arguments.first { $0.writesByDD }.map { "dd \($0.text)" } }
        if Self.changers.contains(program) || program.hasPrefix("mkfs") {
            return arguments.contains { Self.looking.contains($0.text) } ? nil : program
        }
        guard let verbs = Self.verbs[program] else { return nil }
        if arguments.contains(where: { $0.text.hasPrefix("--dry-run") || $0.text == "--help" }) { return nil }
        let isSimulated = arguments.contains { $0.text == "-s" || $0.text == "--simulate" }
        if isSimulated, program.hasPrefix("apt") { return nil }
        let operands = arguments.filter { !$0.isOption }
        // `service NAME VERB`; elsewhere the verb comes first, but for the value of an option before it.
        let isLater = program == "service" || arguments.first?.isOption == true
        let found = operands.prefix(isLater ? 2 : 1).first { verbs.contains($0.text) }
        return found.map { "\(program) \($0.text)" }
    }

    /// `find` deletes by itself, or starts a program for each file.
    private static func changeOfFind(_ arguments: ArraySlice<Word>) -> String? {
        for (index, word) in zip(arguments.indices, arguments) {
            if word.text == "-delete" { return "find -delete" }
            guard ["-exec", "-execdir", "-ok", "-okdir"].contains(word.text) else { continue }
            let started = arguments[(index + 1)...].prefix { $0.text != ";" && $0.text != "+" }
            if let change = change(of: started) { return "find -exec \(change)" }
        }
        return nil
    }

    /// Programs that change something with one of these only.
    private static let options: [String: Set<String>] = [
        "crontab": ["-r", "-e"],
        "iptables": ["-A", "-I", "-D", "-F", "-X", "-P", "-R"],
        "ip6tables": ["-A", "-I", "-D", "-F", "-X", "-P", "-R"],
    ]

    /// With these options a program that makes changes only reads.
    private static let looking: Set<String> = ["--help", "--version", "-l", "--list", "-D", "-n", "--no-act"]

    private static let fileChangers: Set<String> = [
        "rm", "mv", "cp", "tee", "mkdir", "rmdir", "touch", "ln", "chmod", "chown", "chgrp", "truncate", "unlink",
        "shred", "install",
    ]

    private static let changers: Set<String> = [
        "shutdown", "reboot", "poweroff", "halt", "fdisk", "wipefs", "useradd", "userdel", "usermod", "umount",
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
        "terraform": ["apply", "destroy", "import", "taint"], "helm": ["install", "upgrade", "uninstall", "rollback"],
        "zfs": ["create", "destroy", "rollback", "rename", "set"], "zpool": ["create", "destroy", "remove", "replace"],
        "git": [
            "push", "commit", "reset", "checkout", "merge", "rebase", "clean", "pull", "rm", "mv", "revert", "am",
            "cherry-pick",
        ],
    ]

    /// Programs that start the one that follows, with the options that take a value as a word of its own.
    private static let starters: [String: Set<String>] = [
        "sudo": ["-u", "-g", "-h", "-p", "-C", "-U"], "command": [], "exec": ["-a"], "nohup": [], "builtin": [],
        "env": ["-u", "-C", "-S"], "nice": ["-n"], "ionice": ["-c", "-n"], "timeout": ["-k", "-s"], "setsid": [],
        "stdbuf": ["-i", "-o", "-e"], "xargs": ["-n", "-I", "-P", "-L", "-d", "-s", "-a", "-E"],
    ]

    /// Without the words before the program.
    private static func withoutStarters(_ words: ArraySlice<Word>) -> ArraySlice<Word> {
        var words = words
        while let starter = words.first, let values = starters[starter.name] {
            words = words.dropFirst()
            while let word = words.first, word.isOption || word.text.contains("=") {
                words = words.dropFirst(values.contains(word.text) ? 2 : 1)
            }
            if starter.name == "timeout" { words = words.dropFirst() }
        }
        return words
    }
}

extension ShellCommandSyntax.Word {
    /// The program's name without its folder.
    fileprivate var name: String { text.split(separator: "/").last.map(String.init) ?? text }

    fileprivate var isOption: Bool { text.hasPrefix("-") }

    /// `-i`, `-i.bak`, `-ni`, `-pi`, but not `-Iinclude`.
    fileprivate var isInPlace: Bool {
        guard isOption, !text.hasPrefix("--") else { return false }
        let letters = text.dropFirst().prefix { "nErsuzplaew0".contains($0) || $0 == "i" }
        return letters.contains("i")
    }

    /// `of=/dev/sda` counts too; only devices that keep nothing are not files.
    fileprivate var writesByDD: Bool {
        text.hasPrefix("of=") && !["of=/dev/null", "of=/dev/stdout", "of=/dev/stderr"].contains(text)
    }

    /// Something that stays: no device, and no place that the command has made for itself.
    fileprivate var isFile: Bool { !isOfShell && !text.hasPrefix("/dev/") && !text.isEmpty }
}
