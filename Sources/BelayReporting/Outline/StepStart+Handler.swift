import BelayRuntime
import BelaySource

extension StepStart {
    /// A handler as the step that it is.
    init(handler: HandlerStart) {
        let nowhere = Span(file: FileNumber(0), start: 0, end: 0)
        self.init(
            step: handler.step, kind: handler.reason == .undo ? .undo : .handler, title: handler.title, span: nowhere)
    }
}
