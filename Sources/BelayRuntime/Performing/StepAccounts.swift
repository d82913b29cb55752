import BelaySyntax

/// Gathers what steps show that leave no record of their own, such as an `expect`, for the record that they are over.
struct StepAccounts: Sendable {
    private var accounts: [StepPath: JournalRecord.Account] = [:]
    /// Steps that have begun and not ended: what begins at the number of one of them belongs to it.
    private var open: Set<StepPath> = []

    mutating func take(_ event: RunEvent) {
        switch event {
        case .stepStarted(let start): begin(start)
        case .said(let step, .difference(let text)): accounts[step]?.shown = Self.cut(text)
        case .awaitObserved(let observation): accounts[observation.step]?.shown = observation.seen
        case .stepFinished(let end):
            if accounts[end.step]?.kind == end.kind { accounts[end.step]?.duration = end.duration }
            open.remove(end.step)
        case .runStarted, .stepOutput, .said, .questionAsked, .questionAnswered, .handlerStarted, .branchStarted,
            .branchEnded, .strandStarted, .strandEnded, .runFinished:
            break
        }
    }

    /// What a command that reads has printed last.
    mutating func take(tail: String, of step: StepPath) {
        guard accounts[step]?.kind == .command, !tail.isEmpty else { return }
        accounts[step]?.shown = tail
    }

    /// The account of a step that is over; nil where its other records have all that there is.
    mutating func close(_ step: StepPath) -> JournalRecord.Account? {
        guard let account = accounts.removeValue(forKey: step) else { return nil }
        // That an edit was begun is written down when it is.
        return account.kind == .edit && account.shown.isEmpty ? nil : account
    }

    /// At most this many bytes of a difference are written down.
    private static let longestDifference = 64 << 10

    /// Whole lines from its beginning, and how many more there are.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > longestDifference else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var room = longestDifference
        let kept = lines.prefix { line in
            room -= line.utf8.count + 1
            return room >= 0
        }
        return kept.joined(separator: "\n") + "\n… and \(lines.count - kept.count) more lines\n"
    }

    private mutating func begin(_ start: StepStart) {
        guard open.insert(start.step).inserted, start.isWithoutRecord else { return }
        accounts[start.step] = JournalRecord.Account(
            kind: start.kind, title: start.title.shown, place: start.effect?.location, duration: .zero, shown: "",
            span: start.span)
    }
}

extension StepStart {
    /// Nothing is written down when it begins, or not all that it shows.
    fileprivate var isWithoutRecord: Bool {
        switch kind {
        case .expect, .await, .wait, .say, .edit: true
        case .command: effect?.sign == .reads
        case .phase, .step, .action, .read, .question, .note, .loop, .retry, .repeat, .together, .between, .handler,
            .undo, .fail, .place, .statement:
            false
        }
    }
}
