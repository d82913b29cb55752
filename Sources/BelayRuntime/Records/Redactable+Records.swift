// What leaves a run, and how it is redacted.

extension RunEvent: Redactable {
    func redacted(by redactor: Redactor) -> RunEvent { redactor.redacted(self) }
}

extension Question: Redactable {
    func redacted(by redactor: Redactor) -> Question { redactor.redacted(self) }
}

extension PlannedText: Redactable {
    func redacted(by redactor: Redactor) -> PlannedText { redactor.redacted(self) }
}

extension RunEnd: Redactable {
    func redacted(by redactor: Redactor) -> RunEnd { redactor.redacted(self) }
}

extension Failure: Redactable {
    func redacted(by redactor: Redactor) -> Failure { redactor.redacted(self) }
}

extension JournalRecord: Redactable {
    func redacted(by redactor: Redactor) -> JournalRecord { redactor.redacted(self) }

    /// Without the secrets in values that are kept, where no resumed run needs these as they were.
    func hidingValues(with redactor: Redactor) -> JournalRecord {
        guard case .bound(var bound) = self, case .value(let value) = bound.content else { return self }
        bound.content = .value(value.mapTexts(redactor.redacted))
        return .bound(bound)
    }
}

extension Redacted<JournalRecord> {
    /// A record that no interpreter has made, such as the first of a run.
    /// - Parameter values: whose secrets may be in it.
    public init(_ record: JournalRecord, hiding values: [Value]) {
        let redactor = Redactor()
        for value in values { redactor.hide(value) }
        self = redactor.clean(record)
    }
}
