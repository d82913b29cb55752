import BelayLanguage

extension Question {
    /// The answer is a secret.
    public var isSecret: Bool {
        switch kind {
        case .ask(_, let type, _): type.isSecret
        case .hold(let held): if case .value(_, let type) = held.passing { type.isSecret } else { false }
        case .confirm, .approval, .pointOfNoReturn, .manual, .outcome: false
        }
    }
}

extension Answer {
    /// The answer as it may be shown: a secret is left out.
    var withoutSecret: Answer {
        switch self {
        case .text: .text(SecretSearch.mark)
        case .give: .give(SecretSearch.mark)
        case .yes, .no, .seen, .approved, .rejected, .unapproved, .retry, .waitLonger, .runHandlers, .skip, .stop,
            .happened, .didNotHappen, .none:
            self
        }
    }
}
