public import BelayRuntime

extension CommandEffect {
    /// A command as a line to paste into a shell of this machine: with ssh, sudo and prefixes written out. Secrets and
    /// what is not known stand in `‹›`, which a shell refuses rather than guesses.
    public var copyable: String {
        var line = script.shown
        let assignments = environment.map { variable in
            "\(variable.name)=" + (variable.isSecret ? "‹secret›" : Self.quoted(variable.value.shown))
        }
        if !assignments.isEmpty { line = "env \(assignments.joined(separator: " ")) sh -c \(Self.quoted(line))" }
        for prefix in location.prefixes.reversed() {
            line = prefix.map { Self.word($0.shown) }.joined(separator: " ") + " sh -c \(Self.quoted(line))"
        }
        if let user = location.user { line = "sudo -n -u \(Self.word(user.shown)) -- sh -c \(Self.quoted(line))" }
        if let host = location.host { line = "ssh \(Self.word(host.shown)) \(Self.quoted(line))" }
        if let input {
            line += input.isSecret ? " <<< ‹secret›" : " <<'END'\n\(input.text.shown)\nEND"
        }
        return line
    }

    /// Bare where the shell takes it so.
    private static func word(_ text: String) -> String {
        let isBare =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./:@%+,=".utf8.contains(byte)
                }
            }
        return isBare ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
