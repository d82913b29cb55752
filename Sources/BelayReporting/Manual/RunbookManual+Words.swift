import BelaySyntax

/// What Markdown and HTML say in the same words.
extension RunbookManual {
    var facts: [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        if !parts.isEmpty { facts.append(("see it", "belay plan \(name)\(required)")) }
        if !needs.isEmpty { facts.append(("needs", needs.joined(separator: ", "))) }
        if let lock { facts.append(("locks", lock)) }
        if let lab { facts.append(("rehearsed in", lab)) }
        return facts
    }

    /// The parameters that must be given, as arguments.
    private var required: String {
        parameters.filter(\.defaultValue.isEmpty).map { " \($0.name)=…" }.joined()
    }

    /// The actions that change something.
    var changing: [Phrase] { phrases.filter { $0.kind == "action" && $0.sign != .reads && $0.sign != nil } }

    /// Of a phrase by the name that rows have.
    func position(of phrase: String) -> Int? { phrases.firstIndex { $0.name == phrase } }
}

extension RunbookManual.Part {
    var heading: String {
        [number, title].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension RunbookManual.Phrase {
    /// What it does in all, where it is from, and how it is gone back on.
    var sentence: String {
        var parts: [String] = []
        switch sign {
        case .reads: parts.append("It only reads")
        case .changes: parts.append("It changes")
        case .destroys: parts.append("It destroys")
        case nil: parts.append(kind == "target" ? "It is a place" : "It runs no command")
        }
        if kind == "action", sign != nil, sign != .reads {
            parts.append(undo == nil ? "has no undo" : "has an undo")
            parts.append(hasDoneWhen ? "is left out where it is done already" : "runs each time")
        }
        let last = parts.count > 2 ? " and " + parts.removeLast() : ""
        return parts.joined(separator: ", ") + last + (library.isEmpty ? "." : ". It is from the library \(library).")
    }
}

extension RunbookManual {
    /// The numbers that the plan has for the phases and the statements in them, each with what it is.
    public var steps: [(number: String, words: String)] {
        parts.flatMap { part in
            let own = part.number.isEmpty || part.number == "0" ? [] : [(number: part.number, words: part.title)]
            return own + part.rows.filter { !$0.number.isEmpty }.map { (number: $0.number, words: $0.text) }
        }
    }
}
