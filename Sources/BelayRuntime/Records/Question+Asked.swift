extension Question {
    /// As it is written down. Nil for what is written down by what is done about it: a step that holds, a change that may have
    /// happened.
    public var asked: JournalRecord.Answered.Asked? {
        switch kind {
        case .confirm: .confirm
        case .pointOfNoReturn(let lock): .pointOfNoReturn(lock: lock.shown)
        case .ask(let name, let type, let defaultValue): .ask(name: name, type: type, defaultValue: defaultValue)
        case .manual(let hasCondition): .manual(hasCondition: hasCondition)
        case .approval(let wanted): .approval(wanted)
        case .outcome, .hold: nil
        }
    }
}

extension Question.Kind {
    /// The same back again.
    public init?(_ asked: JournalRecord.Answered.Asked) {
        switch asked {
        case .confirm: self = .confirm
        case .pointOfNoReturn(let lock): self = .pointOfNoReturn(lock: PlannedText(lock))
        case .ask(let name, let type, let defaultValue): self = .ask(name: name, type: type, defaultValue: defaultValue)
        case .manual(let hasCondition): self = .manual(hasCondition: hasCondition)
        case .approval(let wanted): self = .approval(wanted)
        case .outcome, .hold: return nil
        }
    }
}
