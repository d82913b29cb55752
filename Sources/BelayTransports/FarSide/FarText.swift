import BelayRuntime

/// The text that a host's own shell is given. POSIX-like shells are served: sh, dash, bash, ash, ksh, zsh.
enum FarText {
    /// Tells the shell's process number, which leads the session's process group, and becomes the command.
    /// With a mark the host keeps a record under it.
    static func starting(_ booted: BootedCommand, _ prefix: [String], recordedAs mark: String?) -> String {
        let words =
            mark.map { KeepScript.words(booted, behind: prefix, mark: $0) } ?? prefix + booted.words
        return "printf '\\036%s host %s\\n' \(booted.token) $$ >&2; exec " + ShellWord.joined(words)
    }

    /// Ends what a host's record names. A number is the same to another user of the host; in a container it is not.
    static func ending(_ process: Int, of place: Location, _ prefix: [String], grace: Duration, token: String) -> String
    {
        var texts: [String] = []
        let here = EndScript.words(process: process, grace: grace, token: token)
        let behind = place.prefixes.isEmpty ? here : EndScript.words(findingToken: token, grace: grace)
        if !prefix.isEmpty, let behind { texts.append(ShellWord.joined(prefix + behind)) }
        if let here { texts.append(ShellWord.joined(here)) }
        return texts.joined(separator: "; ")
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
