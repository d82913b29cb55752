/// A service that runs a runbook, and the timer that starts it, as systemd reads them.
///
/// Two runs never overlap: systemd starts no service twice, and the run's lock keeps others away.
struct TimerUnits {
    /// Without what tells a service from a timer, such as `belay-backup`.
    var name: String
    /// The title of the runbook.
    var title: String
    /// The program and its arguments.
    var command: [String]
    var folder: String
    /// When it starts, as `OnCalendar=` has it.
    var calendar: String
    /// The user of a service of the whole machine; nil for one of a user's own.
    var user: String?

    var service: String {
        var lines = ["[Unit]", "Description=\(Self.line("Belay: \(title)"))", "Documentation=man:belay(1)"]
        if user != nil { lines += ["Wants=network-online.target", "After=network-online.target"] }
        lines += ["", "[Service]", "Type=oneshot"]
        if let user { lines.append("User=\(Self.line(user))") }
        lines += [
            "WorkingDirectory=\(Self.line(folder))",
            // At its end the run says in the status what is to be done.
            "NotifyAccess=main",
            "ExecStart=\(command.map(Self.word).joined(separator: " "))",
        ]
        return Self.text(lines)
    }

    var timer: String {
        Self.text([
            "[Unit]", "Description=\(Self.line("Belay: \(title)"))", "", "[Timer]", "OnCalendar=\(calendar)",
            // What was missed while the machine was off is made up for.
            "Persistent=true", "", "[Install]", "WantedBy=timers.target",
        ])
    }

    private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    /// One word of a command line: nothing in it is a variable, a specifier or an escape.
    static func word(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "\"": quoted += "\\\""
            case "%": quoted += "%%"
            case "$": quoted += "$$"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        let isPlain = !quoted.isEmpty && quoted == text && !text.contains { " ';#".contains($0) }
        return isPlain ? text : "\"\(quoted)\""
    }

    /// A value that is one line.
    static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }).replacing("%", with: "%%")
    }
}
