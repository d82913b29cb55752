import BelaySource
import BelaySyntax

/// Input typed into a session with a runbook, and while a step is held.
extension Checker {
    func isTyped(_ file: FileNumber) -> Bool { inputs.contains(file) || look?.inputs.contains(file) == true }

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
        let last = look?.inputs.last ?? inputs.last
        let statements = checked.program?.body.statements.filter { $0.span.file == last } ?? []
        let span = last.map { files[$0.rawValue].syntax.span } ?? files[runbook.rawValue].syntax.span
        return CheckedInput(
            program: checked.program, block: Block(statements: statements, span: span),
            diagnostics: checked.diagnostics.filter { $0.severity == .error || $0.span.file == last },
            phrases: checked.phrases, visibleNames: view?.visibleNames)
    }

    /// Keeps the names that are visible at a statement, if it is the held one.
    mutating func noteView(from statement: Span) {
        guard look?.statement.file == statement.file, look?.statement.start == statement.start, let look else { return }
        let names = frame.names.visibleBindings
        let slots = names.compactMap { binding -> (name: String, slot: Int)? in
            if case .local(let slot) = binding.reference { (binding.name, slot) } else { nil }
        }
        view = InspectionView(visibleNames: VisibleNames(file: look.file, names: slots), bindings: names)
    }

    /// Everything typed while the step is held, as one block, in a frame that begins with the names visible there.
    mutating func checkLooks() -> (Block, FrameLayout) {
        guard let look else { preconditionFailure("somebody looks around") }
        frame = Frame(owner: .runbook, file: look.file)
        frame.isSession = true
        frame.seesFailure = true
        for binding in view?.bindings ?? [] {
            _ = frame.names.bindLocal(binding.name, type: binding.type, span: binding.span)
        }
        let statements = look.inputs.flatMap { outlines[$0.rawValue].body }
        let span = files[look.inputs.last?.rawValue ?? look.file.rawValue].syntax.span
        let (body, _) = block(BlockSyntax(statements: statements, span: span), hides: false, isNumbered: true)
        closeNames()
        return (body, FrameLayout(names: frame.names.slotNames))
    }
}

/// Input typed while a step is held.
struct Inspection {
    var inputs: [FileNumber]
    /// The one that holds.
    var statement: Span
    /// The file whose phrases and top-level `let`s are visible.
    var file: FileNumber
}

/// The names that are visible at the held statement.
struct InspectionView {
    var visibleNames: VisibleNames
    var bindings: [NameScope.Binding]
}
