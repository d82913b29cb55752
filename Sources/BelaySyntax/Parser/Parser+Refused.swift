import BelaySource

/// How a signature begins that was refused, since its first word begins a statement: a call of it looks like that statement.
struct RefusedBeginning: Hashable, Sendable {
    var keyword: Keyword
    /// The second word, if it is one.
    var next: String?
}

extension Parser {
    /// Refuses a signature for its first word.
    mutating func refuse(_ keyword: Keyword, in kind: DefinitionSyntax.Kind) {
        let isCurable = isCutWord || following.kind == .end
        report(
            .signatureBegins(
                with: keyword.rawValue, in: kind.rawValue, asIn: keyword.statement,
                insteadOf: kind == .action ? keyword.otherWord : nil,
                at: here, isCurable: isCurable))
        let next = isPlainWord(following) ? source.text(of: span(of: following)) : nil
        refused.insert(RefusedBeginning(keyword: keyword, next: next))
    }

    /// Whether a statement or a phrase calls what has a refused signature: that is said there, once. Phrases are called in blocks.
    var isMisread: Bool {
        guard let keyword, depth > 0 else { return false }
        let next = source.text(of: span(of: following))
        return misread.contains { $0.keyword == keyword && ($0.next == nil || $0.next == next) }
    }
}

extension Keyword {
    /// The statement that it begins, with all of its words; with the first one alone where it begins several.
    fileprivate var statement: String? {
        let forms = StatementForm.allCases.filter { !$0.isOfLab && $0.words.first == self }
        return forms.count > 1 ? rawValue : forms.first?.keyword
    }

    /// What else a phrase could begin with; nil where nothing is near enough.
    fileprivate var otherWord: String? {
        switch self {
        case .point: "aim"
        case .wait, .await: "pause"
        case .lock, .guard: "hold"
        case .note, .say: "tell"
        case .use: "take"
        case .ask: "query"
        case .confirm, .expect: "verify"
        case .retry, .repeat: "redo"
        case .undo: "revert"
        case .recover: "repair"
        case .fail: "break"
        case .give: "hand"
        case .done: "finished"
        case .rehearse: "practise"
        default: nil
        }
    }
}
