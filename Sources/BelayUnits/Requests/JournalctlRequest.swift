import BelaySystem

/// Answers `journalctl`: what was said since the machine booted.
struct JournalctlRequest {
    let manager: UnitManager
    let connection: RequestConnection

    private enum Form: String {
        case short, cat
        case shortISO = "short-iso"
    }

    func answer(_ words: [String]) {
        var units: Set<UnitName> = []
        var (lines, form, priority): (Int?, Form, Int) = (nil, .short, 7)
        var (isReversed, pattern): (Bool, String?) = (false, nil)
        var rest = words[...]
        while var word = rest.popFirst() {
            var value: String?
            if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
                value = String(word[word.index(after: equals)...])
                word = String(word[..<equals])
            } else if word.hasPrefix("-"), !word.hasPrefix("--"), word.count > 2,
                "unopg".contains(word.dropFirst().first ?? " ")
            {
                value = String(word.dropFirst(2))
                word = String(word.prefix(2))
            }
            switch word {
            case "-u", "--unit":
                units.insert(manager.registry[UnitName(completing: value ?? rest.popFirst() ?? "")].name)
            case "-n", "--lines": lines = Int(value ?? rest.popFirst() ?? "") ?? 10
            case "-o", "--output": form = Form(rawValue: value ?? rest.popFirst() ?? "") ?? .short
            case "-p", "--priority": priority = Self.priority(value ?? rest.popFirst() ?? "")
            case "-g", "--grep": pattern = value ?? rest.popFirst()
            case "-r", "--reverse": isReversed = true
            case "--since", "--until", "-S", "-U", "-b", "--boot":
                if value == nil, word != "-b", word != "--boot" { _ = rest.popFirst() }
            case "--no-pager", "-q", "--quiet", "-x", "-e", "-xe", "-a", "-l", "--no-hostname", "-xeu": continue
            default: break
            }
        }
        var entries = manager.journal.entries.filter { entry in
            (units.isEmpty || entry.unit.map(units.contains) == true) && entry.priority <= priority
                && (pattern.map { entry.message.contains($0) } ?? true)
        }
        if let lines { entries = Array(entries.suffix(lines)) }
        if entries.isEmpty { return connection.print("-- No entries --") }
        for entry in isReversed ? entries.reversed() : entries {
            switch form {
            case .cat: connection.print(entry.message)
            case .short: connection.print(manager.journal.line(entry))
            case .shortISO: connection.print("\(entry.time.iso) \(manager.journal.line(entry).dropFirst(16))")
            }
        }
    }

    private static func priority(_ text: String) -> Int {
        let names = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]
        return Int(text) ?? names.firstIndex(of: text) ?? 7
    }
}
