import BelaySource
import BelaySyntax

/// What is typed into a session with a runbook.
extension Checker {
    /// All inputs as one block, in a frame of their own.
    mutating func checkInputs() -> (Block, FrameLayout) {
        frame = Frame(owner: .runbook, file: runbook)
        frame.isSession = true
        let statements = inputs.flatMap { outlines[$0.rawValue].body }
        let span = inputs.last.map { files[$0.rawValue].syntax.span } ?? files[runbook.rawValue].syntax.span
        let (body, _) = block(BlockSyntax(statements: statements, span: span), hides: false, isNumbered: true)
        closeNames()
        return (body, FrameLayout(names: frame.names.slotNames))
    }

    /// The part of a check that is about the last input.
    func input(of checked: CheckedRunbook) -> CheckedInput {
        let last = inputs.last
        let statements = checked.program?.body.statements.filter { $0.span.file == last } ?? []
        let span = last.map { files[$0.rawValue].syntax.span } ?? files[runbook.rawValue].syntax.span
        return CheckedInput(
            program: checked.program, block: Block(statements: statements, span: span),
            diagnostics: checked.diagnostics.filter { $0.severity == .error || $0.span.file == last },
            phrases: checked.phrases)
    }
}
