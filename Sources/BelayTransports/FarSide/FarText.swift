/// The text that a host's own shell is given. POSIX-like shells are served: sh, dash, bash, ash, ksh, zsh.
enum FarText {
    /// Tells the shell's process number, which leads the session's process group, and becomes the command.
    static func starting(_ booted: BootedCommand, _ prefix: [String]) -> String {
        "printf '\\036%s host %s\\n' \(booted.token) $$ >&2; exec " + ShellWord.joined(prefix + booted.words)
    }

    /// Ends what those marks name; `nil` where they name nothing.
    static func ending(_ marks: Marks, _ prefix: [String], grace: Duration, token: String) -> String? {
        var texts: [String] = []
        if let started = marks.started, !prefix.isEmpty,
            let words = EndScript.words(process: started, grace: grace, token: token)
        {
            texts.append(ShellWord.joined(prefix + words))
        }
        if let host = marks.host, let words = EndScript.words(process: host, grace: grace, token: token) {
            texts.append(ShellWord.joined(words))
        }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}
