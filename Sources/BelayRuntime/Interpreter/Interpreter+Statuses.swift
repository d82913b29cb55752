import BelayLanguage

/// What the status of a condition's command stands for.
extension Interpreter {
    /// Such as `neither yes (0) nor no (1); if 3 is a no, write (? up) taking 3 as no`.
    /// - Parameter shown: the command with its values, and no secret.
    func neither(_ status: Int, _ command: Command, _ shown: String?) -> String {
        let noes = command.statusesOfNo.sorted().map(String.init).joined(separator: ", ")
        let all = command.statusesOfNo.subtracting([1]).union([status]).sorted().map(String.init)
        let taken = all.count == 1 ? all[0] : "[\(all.joined(separator: ", "))]"
        let text = shown.map { $0.count > 60 || $0.contains("\n") ? "..." : $0 } ?? "..."
        return "neither yes (0) nor no (\(noes)); if \(status) is a no, write (? \(text)) taking \(taken) as no"
    }
}
