import BelayLanguage
import BelaySource

/// `together`: its statements are branches that run side by side. What one binds is there after them all.
extension Interpreter {
    func together(
        _ together: Together, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let limit = try await whole(together.limit, as: .concurrency, frame, context) ?? .max
        let inner = context.insideStep
        if context.isProbing { return try await inOrder(together.body, &frame, inner) }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: together.body.span.start)))
        return try await reported(.together, title, at: span, context) {
            () async throws(Interruption) -> ControlFlow in
            if mode.walksEveryPath { return try await inOrder(together.body, &frame, inner) }
            try await sideBySide(together.body, atMost: limit, &frame, inner)
            return .next
        }
    }

    private func inOrder(
        _ body: Block, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let fixed = frame
        for statement in body.statements {
            var own = fixed
            let flow = try await execute(statement, &own, context)
            guard case .next = flow else { return flow }
            frame.take(statement.boundNames, from: own)
        }
        return .next
    }

    private func sideBySide(
        _ body: Block, atMost limit: Int, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) {
        let fixed = frame
        let labels = StepPath.labels(of: body.statements.map(label))
        typealias Branch = Strand<(references: [Variable.Reference], frame: Frame)>
        let strands = zip(body.statements, labels).map { (statement, label) -> Branch in
            let steps = numbers(of: statement, context)
            return Strand(label: label, steps: steps, isBegun: hasBegun(steps, context)) {
                (context) async throws(Interruption) -> (references: [Variable.Reference], frame: Frame) in
                var own = fixed
                _ = try await execute(statement, &own, context)
                return (statement.boundNames, own)
            }
        }
        var tally = Tally(labels)
        let ended = try await sideBySide(
            strands, atMost: limit, tolerating: 1, as: self.loops.next(), &tally, context)
        for branch in ended { frame.take(branch.references, from: branch.frame) }
        if let trouble = tally.trouble(at: context.step) { throw .trouble(trouble) }
    }

    /// As it is written, without its block; the beginning of a long command tells it apart.
    private func label(_ statement: Statement) -> String {
        let head = source(statement.headSpan)
        return head.count > 60 ? "\(head.prefix(59))…" : head
    }

    private func numbers(of statement: Statement, _ context: ExecutionContext) -> [StepPath] {
        Block(statements: [statement], span: statement.span).numbers.map { context.position.number($0) }
    }

    private func hasBegun(_ steps: [StepPath], _ context: ExecutionContext) -> Bool {
        guard let history = recall(context) else { return false }
        return steps.contains { history.hasBegun($0) }
    }
}
