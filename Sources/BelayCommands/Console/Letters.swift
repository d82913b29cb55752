/// The letters that a terminal or a log can show.
enum Letters: Hashable, Sendable {
    case all
    /// Belay's own signs are written with ASCII; what comes from a runbook or a command stays as it is.
    case ascii

    /// By the locale: ASCII where one is named that has nothing else, such as `C`. Without a name nothing is known.
    init(_ environment: [String: String]) {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
        guard let name = names.first(where: { !$0.isEmpty })?.lowercased() else {
            self = .all
            return
        }
        self = name.contains("utf-8") || name.contains("utf8") ? .all : .ascii
    }

    /// The text as it can be shown.
    ///
    /// - Parameter keepsWidth: each sign becomes one letter, as on a screen where columns count.
    func shown(_ text: String, keepsWidth: Bool) -> String {
        if self == .all || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "‹": shown += "<"
            case "›": shown += ">"
            case "“", "”": shown += "\""
            case "─", "·": shown += "-"
            case "│": shown += "|"
            case "┌", "├": shown += "+"
            case "⏎": shown += "$"
            case "→", "▸": shown += ">"
            case "↓", "▾": shown += "v"
            case "…", "⋯": shown += keepsWidth ? "~" : "..."
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
