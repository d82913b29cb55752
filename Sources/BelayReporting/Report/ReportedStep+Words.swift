import BelayRuntime

extension ReportedRun.Step {
    /// Its line without the number and the sign.
    var words: String { start.effect?.script.shown ?? start.kind.word + start.title.shown }

    /// Where its command ran, or would have; empty for this machine.
    var place: String { start.effect?.location.shown ?? "" }

    /// The failure that is its own, and not that of a step within it.
    var failure: Failure? {
        guard case .failed(let failure)? = ending, failure.step == path, start.kind.canFailByItself else { return nil }
        return failure
    }

    var hasFailed: Bool { if case .failed? = ending { true } else { false } }

    /// How it ended, in words; empty where it is done.
    var endWords: String {
        switch ending {
        case .done?: ""
        case .alreadyDone?: "already done"
        case .failed?: "failed"
        case .skipped?: "skipped"
        case .cancelled?: "cancelled"
        case nil: start.kind == .question || start.effect == nil ? "not finished" : "outcome unknown"
        }
    }
}
