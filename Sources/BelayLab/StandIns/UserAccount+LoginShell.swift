import BelaySystem

extension UserAccount {
    /// The shell as at a login, with the command as one text in which everything but plain characters is escaped.
    func loginShell(running command: [String]) -> [String] {
        if command.isEmpty { return [shell, "--login"] }
        let plain = { (character: Character) in character.isLetter || character.isNumber || "_-$".contains(character) }
        let text = command.map { $0.map { plain($0) ? "\($0)" : "\\\($0)" }.joined() }.joined(separator: " ")
        return [shell, "--login", "-c", text]
    }
}
