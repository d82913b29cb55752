import BelaySource
import BelaySyntax

/// Blocks, and which statements are numbered.
extension Checker {
    /// The result of checking a statement.
    struct Outcome {
        var statement: Statement?
        /// Nothing after it in its block is reached.
        var ends = false
        /// It arms a handler that may continue after the block.
        var recovers = false
    }

    /// - Parameters:
    ///   - hides: whether names set inside are gone after it.
    ///   - isNumbered: whether its statements are counted from 1 again.
    ///   - isDocumented: whether texts may stand at its beginning.
    ///   - numbersHandlersLast: whether handlers are counted behind all else: the first phase of a runbook is 1.
    /// - Returns: the block, and whether its end is never reached.
    mutating func block(
        _ syntax: BlockSyntax, hides: Bool, isNumbered: Bool, isDocumented: Bool = false,
        numbersHandlersLast: Bool = false
    ) -> (block: Block, ends: Bool) {
        let outerOrdinal = frame.ordinal
        if isNumbered { frame.ordinal = 0 }
        if hides {
            frame.names.enterBlock()
            noted?.scopes.append(syntax.span)
        }
        frame.depth += 1
        var block = Block(statements: [], span: syntax.span)
        var ends = false
        var recovers = false
        /// Names set after this may not be set if a handler has recovered.
        var certainNames: Int?
        var isUnreachableReported = false
        let documentation = isDocumented ? Documentation.count(in: syntax.statements) : 0
        for statement in syntax.statements.dropFirst(documentation) {
            if ends, !isUnreachableReported {
                report(.unreachable(at: statement.headSpan))
                isUnreachableReported = true
            }
            let ordinal = frame.ordinal
            let outcome = self.statement(statement)
            if numbersHandlersLast, statement.form.isHandler { frame.ordinal = ordinal }
            ends = ends || outcome.ends
            recovers = recovers || outcome.recovers
            if outcome.recovers, certainNames == nil { certainNames = frame.names.mark }
            if let statement = outcome.statement { block.statements.append(statement) }
        }
        if numbersHandlersLast {
            for index in block.statements.indices where block.statements[index].traits.isHandler {
                block.statements[index].ordinal = nextOrdinal()
                noteOrdinal(block.statements[index].ordinal, at: block.statements[index].span)
            }
        }
        if let last = syntax.statements.last, case .onFailure = last,
            [.runbook, .action, .lab].contains(frame.owner)
        {
            report(.handlerGuardsNothing(at: last.headSpan))
        }
        frame.depth -= 1
        if let certainNames { frame.names.hideUncertain(since: certainNames) }
        if hides { frame.names.leaveBlock() }
        if isNumbered { frame.ordinal = outerOrdinal }
        return (block, ends && !recovers)
    }

    /// The next number of the block that is being walked.
    mutating func nextOrdinal() -> Int {
        frame.ordinal += 1
        return frame.ordinal
    }

    mutating func numbered(_ kind: Statement.Kind?, at span: Span, if isCounted: Bool = true) -> Outcome {
        guard let kind else { return Outcome() }
        let ordinal = isCounted ? nextOrdinal() : nil
        noteOrdinal(ordinal, at: span)
        return Outcome(statement: Statement(ordinal: ordinal, kind: kind, span: span))
    }

    /// A statement with a block, whose number comes before those of the statements inside.
    mutating func enclosing(
        at span: Span, isCounted: Bool, _ build: (inout Checker) -> (kind: Statement.Kind?, ends: Bool)
    ) -> Outcome {
        let ordinal = isCounted ? nextOrdinal() : nil
        noteOrdinal(ordinal, at: span)
        let (kind, ends) = build(&self)
        return Outcome(statement: kind.map { Statement(ordinal: ordinal, kind: $0, span: span) }, ends: ends)
    }

    /// A string with its names replaced.
    mutating func message(_ text: TextSyntax) -> ValueExpression? {
        element(.text(text), expecting: ExpectedType(type: .text))
    }
}
