extension PlannedText {
    /// The words of a program and its arguments, quotes removed; `nil` when it has other shell syntax.
    var shellWords: [PlannedText]? {
        var splitter = WordSplitter()
        for piece in pieces {
            switch piece {
            case .known(let text):
                for character in text.unicodeScalars { guard splitter.take(character) else { return nil } }
            case .unknown: splitter.take(piece)
            }
        }
        return splitter.finish()
    }
}

private struct WordSplitter {
    private enum State {
        case unquoted
        case singleQuoted
        case doubleQuoted
        case escaped(isQuoted: Bool)
    }

    private var words: [PlannedText] = []
    private var word: PlannedText?
    private var state = State.unquoted

    mutating func take(_ piece: PlannedText.Piece) {
        var current = word ?? PlannedText()
        current.pieces.append(piece)
        word = current
    }

    /// False when the character is shell syntax that no plain word has.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        switch state {
        case .singleQuoted:
            if character == "'" { state = .unquoted } else { add(character) }
        case .doubleQuoted:
            switch character {
            case "\"": state = .unquoted
            case "\\": state = .escaped(isQuoted: true)
            case "$", "`": return false
            default: add(character)
            }
        case .escaped(let isQuoted):
            if isQuoted, !"\\\"$`".unicodeScalars.contains(character) { add("\\") }
            add(character)
            state = isQuoted ? .doubleQuoted : .unquoted
        case .unquoted: return takeUnquoted(character)
        }
        return true
    }

    private mutating func takeUnquoted(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case " ", "\t", "\n":
            if let finished = word { words.append(finished) }
            word = nil
        case "'":
            word = word ?? PlannedText("")
            state = .singleQuoted
        case "\"":
            word = word ?? PlannedText("")
            state = .doubleQuoted
        case "\\": state = .escaped(isQuoted: false)
        case "$", "`", "|", "&", ";", "<", ">", "(", ")", "*", "?", "[", "#", "~": return false
        default: add(character)
        }
        return true
    }

    private mutating func add(_ character: Unicode.Scalar) {
        var current = word ?? PlannedText()
        current.append(String(Character(character)))
        word = current
    }

    func finish() -> [PlannedText]? {
        guard case .unquoted = state else { return nil }
        let all = words + (word.map { [$0] } ?? [])
        return all.isEmpty ? nil : all
    }
}
