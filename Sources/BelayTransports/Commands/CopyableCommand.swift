import BelayData
public import BelayRuntime

extension CommandEffect {
    /// A line to paste into a shell of this machine that does what the transports do. A secret is a variable that
    /// the shell refuses to go without, so nothing runs with a made-up one.
    public var copyable: String {
        var line = script.shown
        let assignments = environment.map { variable in
            "\(variable.name)="
                + (variable.isSecret ? Self.secret(variable.name) : ShellQuoting.quoted(variable.value.shown))
        }
        if !assignments.isEmpty {
            line = "env \(assignments.joined(separator: " ")) sh -c \(ShellQuoting.quoted(line))"
        }
        for prefix in location.prefixes.reversed() {
            line =
                prefix.map { ShellQuoting.quoted($0.shown) }.joined(separator: " ")
                + " sh -c \(ShellQuoting.quoted(line))"
        }
        if let user = location.user {
            let words = Sudo.words(to: user.shown).map(ShellQuoting.quoted).joined(separator: " ")
            line = "\(words) sh -c \(ShellQuoting.quoted(line))"
        }
        switch location.reach {
        case .local: break
        case .host(let host):
            line = "ssh \(ShellQuoting.quoted(host.shown)) \(ShellQuoting.quoted(line))"
        }
        let isBare = assignments.isEmpty && location == .local
        if isBare, Self.needsShellOfItsOwn(line) { line = Self.inShellOfItsOwn(line) }
        if let output { line += " > \(ShellQuoting.quoted(output.path.shown))" }
        switch input {
        case .given(let text)?: line += text.isSecret ? " <<< \(Self.secret("SECRET"))" : Self.feeding(text.shown)
        case .file(let file)?: line += " < \(ShellQuoting.quoted(file.path.shown))"
        case nil: break
        }
        return line
    }

    /// It is more than one program, or would change the shell that it is pasted into.
    private static func needsShellOfItsOwn(_ script: String) -> Bool {
        let first = script.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let builtins: Set<String> = [
            "cd", "exit", "exec", "export", "set", "shift", "trap", "ulimit", "umask", "unset",
        ]
        return builtins.contains(first) || script.utf8.contains { ";|&(){}\n".utf8.contains($0) }
    }

    /// As Belay runs it, it ends at the first failure, and what it does to its shell is gone with it.
    private static func inShellOfItsOwn(_ script: String) -> String {
        let isPlain = !script.utf8.contains { "#\n".utf8.contains($0) }
        return isPlain ? "(set -e; \(script))" : "(set -e\n\(script)\n)"
    }

    private static func secret(_ name: String) -> String { "\"${\(name):?set it to the secret first}\"" }

    /// The text byte for byte, with an end word that is not one of its lines: it may come from a host or a file, and
    /// nothing in it is to be run.
    private static func feeding(_ text: String) -> String {
        if text.isEmpty { return " < /dev/null" }
        let lines = Set(text.split(separator: "\n", omittingEmptySubsequences: false))
        var end = "END"
        while lines.contains(end[...]) { end += "_" }
        return " <<'\(end)'\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(end)"
    }
}
