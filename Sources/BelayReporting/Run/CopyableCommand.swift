public import BelayRuntime

extension CommandEffect {
    /// A command as a line to paste into a shell of this machine: with ssh, sudo and prefixes written out. Secrets and
    /// what is not known stand in `‹›`, which a shell refuses rather than guesses.
    public var copyable: String {
        var line = script.shown
        let assignments = environment.map { variable in
            "\(variable.name)=" + (variable.isSecret ? "[secret]" : ShellWord.quoted(variable.value.shown))
        }
        if !assignments.isEmpty { line = "env \(assignments.joined(separator: " ")) sh -c \(ShellWord.quoted(line))" }
        for prefix in location.prefixes.reversed() {
            line = prefix.map { ShellWord.quoted($0.shown) }.joined(separator: " ") + " sh -c \(ShellWord.quoted(line))"
        }
        if let user = location.user {
            line = "sudo -n -u \(ShellWord.quoted(user.shown)) -- sh -c \(ShellWord.quoted(line))"
        }
        if let host = location.host { line = "ssh \(ShellWord.quoted(host.shown)) \(ShellWord.quoted(line))" }
        if let input {
            line += input.isSecret ? " <<< [secret]" : " <<'END'\n\(input.text.shown)\nEND"
        }
        return line
    }
}
