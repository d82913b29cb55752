import BelayRuntime
import BelaySource
import BelaySyntax

extension JournalRecord.Intent {
    static func change(_ number: Int, at step: StepPath) -> JournalRecord.Intent {
        .init(
            number: number, step: step, sign: .changes, place: .local, command: "true", limit: .seconds(3600),
            span: Span(file: FileNumber(0), start: 0, end: 4))
    }
}

extension JournalRecord.Entered {
    static func phase(_ title: String, _ step: StepPath) -> JournalRecord.Entered {
        .init(step: step, kind: .phase, title: title, span: Span(file: FileNumber(0), start: 0, end: 4))
    }
}
