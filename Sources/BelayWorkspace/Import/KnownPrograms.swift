import BelaySyntax

/// What is known of programs to whoever imports a procedure. It is on purpose short of what may be true: a program or a verb that is
/// not here is for a person to judge.
enum KnownPrograms {
    /// Whatever they are given, they change nothing.
    private static let readers: Set<String> = [
        "[", "awk", "basename", "blkid", "cat", "cmp", "cut", "date", "df", "diff", "dig", "dirname", "dmesg", "du",
        "echo",
        "egrep", "false", "fgrep", "file", "findmnt", "free", "getent", "grep", "head", "host", "hostname", "id",
        "jq", "journalctl", "ls", "lsblk", "lsof", "md5sum", "netstat", "nproc", "nslookup", "pg_isready", "pgrep",
        "pidof",
        "ping", "printf", "ps", "pwd", "readlink", "realpath", "sha256sum", "sleep", "sort", "ss", "stat", "tail",
        "test",
        "tr", "true", "uname", "uniq", "uptime", "vmstat", "wc", "which", "whoami", "zcat", "zgrep",
    ]

    /// With one of these letters among their short options they do more than read.
    private static let changingLetters: [String: String] = [
        "curl": "XdTFoOK", "date": "s", "dmesg": "cC", "sed": "i", "sort": "o", "ss": "K",
    ]

    /// With a word that begins so they do more than read.
    private static let changingWords: [String: [String]] = [
        "curl": ["--data", "--request", "--upload", "--output", "--form", "--remote", "--config", "--json"],
        "date": ["--set"], "dmesg": ["--clear", "--read-clear"],
        "find": ["-delete", "-exec", "-ok", "-fprint", "-fls"],
        "journalctl": ["--vacuum", "--rotate", "--flush", "--sync"],
        "sed": ["--in-place"], "sort": ["--output"], "ss": ["--kill"],
    ]

    /// The next word is their value.
    private static let valued: Set<String> = [
        "-n", "--namespace", "--context", "--kubeconfig", "-H", "--host", "--endpoint", "--endpoints", "--name",
        "--state",
        "-u", "--unit", "--cluster",
    ]

    /// They only read with one of these verbs behind them.
    private static let verbs: [String: Set<String>] = [
        "systemctl": ["status", "is-active", "is-enabled", "is-failed", "show", "cat", "list-units", "list-timers"],
        "service": ["status"],
        "kubectl": ["get", "describe", "logs", "version", "top", "cluster-info", "api-resources", "explain"],
        "docker": ["ps", "logs", "inspect", "images", "info", "version", "top", "stats"],
        "git": ["status", "log", "diff", "show", "rev-parse", "ls-files", "ls-remote", "describe"],
        "helm": ["list", "status", "get", "history"],
        "kops": ["get", "version"],
        "etcdctl": [
            "member list", "cluster-health", "ls", "get", "endpoint health", "endpoint status", "endpoint hashkv",
            "alarm list",
            "snapshot status", "version",
        ],
        "apt": ["list", "show", "search"], "apt-cache": ["policy", "show", "search", "madison"],
        "dpkg": ["-l", "-s", "-L"], "rpm": ["-qa", "-q"],
        "ip": ["addr show", "route show", "link show"],
        "zpool": ["status", "list"], "zfs": ["list", "get"], "terraform": ["show", "output"],
        "crontab": ["-l"],
    ]

    /// A line that begins with one of these, and is no sentence, is a command even where nothing else says so.
    static let areTyped: Set<String> = Set(verbs.keys).union([
        "cp", "rm", "mv", "tail", "cat", "ls", "mkdir", "chown", "chmod", "ssh", "scp", "rsync", "sudo", "curl",
        "apt-get",
        "journalctl", "tar", "sed", "grep", "pg_ctl", "psql", "mount", "umount", "reboot", "ln",
    ])

    /// They open something that a person types into.
    static func opensSession(_ command: ShellCommandSyntax) -> Bool {
        let words = command.words.map(\.text)
        guard let program = words.first else { return false }
        let operands = words.dropFirst().filter { !$0.hasPrefix("-") }
        switch program {
        case "vi", "vim", "nano", "emacs", "visudo", "vipw", "less", "more", "top", "htop", "screen", "tmux", "su":
            return true
        case "bash", "sh", "zsh", "exit", "logout", "psql", "mysql", "redis-cli": return operands.isEmpty
        case "sudo": return operands.isEmpty || ["su", "bash", "sh"].contains(operands.first ?? "")
        case "ssh": return operands.count == 1
        case "crontab": return words.contains("-e")
        case "kubectl", "docker", "kops":
            if operands.contains("edit") || operands.contains("logs") && words.contains("-f") { return true }
            return operands.contains("exec") && ["sh", "bash", "/bin/sh", "/bin/bash"].contains(words.last ?? "")
        case "watch": return true
        case "tail", "journalctl": return words.contains { $0 == "-f" || $0 == "-F" || $0 == "--follow" }
        default: return false
        }
    }

    /// True if a program and its arguments are known to change nothing.
    static func reads(_ command: ShellCommandSyntax) -> Bool {
        guard command.written.allSatisfy({ $0.text.hasPrefix("/dev/") && !$0.isOfShell }) else { return false }
        return reads(command.words.map(\.text)[...])
    }

    private static func reads(_ words: ArraySlice<String>) -> Bool {
        guard let first = words.first else { return true }
        let program = first.split(separator: "/").last.map(String.init) ?? first
        let arguments = words.dropFirst()
        if doesMore(program, arguments) { return false }
        if readers.contains(program) { return true }
        switch program {
        case "sudo", "timeout", "command", "env", "nice":
            let rest = arguments.drop { $0.hasPrefix("-") || $0.contains("=") || $0.first?.isNumber == true }
            return !rest.isEmpty && reads(rest)
        case "sed", "find", "curl": return true
        case "kubectl", "docker":
            // What runs in a container is behind `--`.
            if arguments.contains("exec"), let dash = arguments.firstIndex(of: "--") {
                return reads(arguments[(dash + 1)...])
            }
        default: break
        }
        return hasReadingVerb(arguments, of: program)
    }

    /// A program that reads when it is called otherwise.
    private static func doesMore(_ program: String, _ arguments: ArraySlice<String>) -> Bool {
        let operands = arguments.filter { !$0.hasPrefix("-") }
        switch program {
        case "awk": return arguments.contains { $0.contains("system(") || $0.contains(">") || $0.contains("| \"") }
        case "hostname": return !operands.isEmpty
        case "date" where operands.contains { !$0.hasPrefix("+") }: return true
        case "uniq": return operands.count > 1
        default: break
        }
        let letters = changingLetters[program] ?? ""
        let words = changingWords[program] ?? []
        return arguments.contains { word in
            words.contains { word.hasPrefix($0) }
                || word.hasPrefix("-") && !word.hasPrefix("--") && word.dropFirst().contains { letters.contains($0) }
        }
    }

    /// The first word that is neither an option nor the value of one.
    private static func hasReadingVerb(_ arguments: ArraySlice<String>, of program: String) -> Bool {
        guard let verbs = verbs[program] else { return false }
        var rest = arguments
        while let word = rest.first {
            for verb in verbs {
                let words = verb.split(separator: " ").map(String.init)
                if Array(rest.prefix(words.count)) == words { return true }
            }
            guard word.hasPrefix("-") else { return false }
            rest = rest.dropFirst()
            if valued.contains(word) { rest = rest.dropFirst() }
        }
        return false
    }
}
