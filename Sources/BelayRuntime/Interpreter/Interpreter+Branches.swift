import BelayLanguage
import BelaySource

/// Steps under a condition that a plan does not know are shown under that condition.
extension Interpreter {
    func choose(
        _ choice: Choice, isNumbered: Bool, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        // Those that may be taken: all that come after them are done only if they are not.
        var open: [ValueExpression] = []
        for (index, branch) in choice.branches.enumerated() {
            let name = JournalRecord.Decided.Condition.branch(index + 1)
            if !open.isEmpty {
                if let last = try await alternative(branch, name, unless: open, isNumbered: isNumbered, &frame, context)
                {
                    return last
                }
                open.append(branch.condition)
                continue
            }
            switch try await way(name, branch.condition, isNumbered: isNumbered, frame, context) {
            case .yes:
                performer.take(index, of: choice)
                return try await run(branch.body, &frame, context)
            case .no: break
            case .cannot(let failure): throw .failed(failure)
            case .undecided:
                open.append(branch.condition)
                _ = try await conditional("if", branch.condition, frame, context) {
                    () async throws(Interruption) -> ControlFlow in
                    try await plan(branch: branch.body, &frame, context)
                }
            }
        }
        if open.isEmpty { performer.take(choice.alternative == nil ? nil : choice.branches.count, of: choice) }
        guard let alternative = choice.alternative else { return .next }
        if open.isEmpty { return try await run(alternative, &frame, context) }
        return try await otherwise(open, frame, context) { () async throws(Interruption) -> ControlFlow in
            try await plan(branch: alternative, &frame, context)
        }
    }

    /// `if C then A else B` of which the plan does not know the answer: both are walked, and the value is not known.
    func plan(
        _ condition: ValueExpression, _ consequence: ValueExpression, _ alternative: ValueExpression, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) {
        try await conditional("if", condition, frame, context) { () async throws(Interruption) -> Void in
            try await walk(consequence, frame, context)
        }
        try await otherwise([condition], frame, context) { () async throws(Interruption) -> Void in
            try await walk(alternative, frame, context)
        }
    }

    /// Nobody knows yet whether the value is asked for, so that it may fail.
    private func walk(_ value: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
    {
        do {
            _ = try await evaluate(value, frame, context)
        } catch .trouble {
            return
        } catch {
            throw error
        }
    }

    /// A branch that is asked about only if those before it are not taken. Nil when others come after it.
    private func alternative(
        _ branch: Choice.Branch, _ name: JournalRecord.Decided.Condition, unless others: [ValueExpression],
        isNumbered: Bool,
        _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow? {
        let title = await words(branch.condition, after: "else if", frame, context)
        let around = BranchStart(
            step: context.step, title: title, conditions: await unless(others, frame, context), isAlternative: true,
            span: branch.condition.span)
        return try await under(around) { () async throws(Interruption) -> ControlFlow? in
            let verdict = try await way(name, branch.condition, isNumbered: isNumbered, frame, context)
            switch verdict {
            case .no: return nil
            case .cannot(let failure): throw .failed(failure)
            case .yes: return try await plan(branch: branch.body, &frame, context)
            case .undecided:
                let inner = BranchStart(
                    step: context.step, title: nil,
                    conditions: [await words(branch.condition, after: "if", frame, context)], isAlternative: false,
                    span: branch.condition.span)
                _ = try await under(inner) { () async throws(Interruption) -> ControlFlow in
                    try await plan(branch: branch.body, &frame, context)
                }
                return nil
            }
        }
    }

    /// A plan says that all of `body` is done only under a condition. Nothing else is different.
    func conditional<Outcome>(
        _ keyword: String, _ condition: ValueExpression, _ frame: Frame, _ context: ExecutionContext,
        _ body: () async throws(Interruption) -> Outcome
    ) async throws(Interruption) -> Outcome {
        guard mode.walksEveryPath else { return try await body() }
        let title = await words(condition, after: keyword, frame, context)
        let start = BranchStart(
            step: context.step, title: title, conditions: [title], isAlternative: false, span: condition.span)
        return try await under(start, body)
    }

    /// A round is done only if the condition of its `repeat` does not hold yet. The line of the `repeat` says it.
    func plan(
        round: Block, unless condition: ValueExpression, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let start = BranchStart(
            step: context.step, title: nil, conditions: await unless([condition], frame, context),
            isAlternative: false, span: condition.span)
        return try await under(start) { () async throws(Interruption) -> ControlFlow in
            try await plan(branch: round, &frame, context)
        }
    }

    /// The same of what is done only if none of these holds.
    private func otherwise<Outcome>(
        _ others: [ValueExpression], _ frame: Frame, _ context: ExecutionContext,
        _ body: () async throws(Interruption) -> Outcome
    ) async throws(Interruption) -> Outcome {
        let start = BranchStart(
            step: context.step, title: PlannedText("else"), conditions: await unless(others, frame, context),
            isAlternative: true, span: others[0].span)
        return try await under(start, body)
    }

    /// Judges a condition that is asked only if another one, which a plan does not know, holds or does not.
    func judge(
        _ expression: ValueExpression, _ keyword: String, _ other: ValueExpression, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        guard expression.asks else { return try await judge(expression, frame, context) }
        return try await conditional(keyword, other, frame, context) {
            () async throws(Interruption) -> ConditionResult in
            try await judge(expression, frame, context)
        }
    }

    /// The rest of an action is done unless it is done already. Everybody knows that of actions, so no line says it.
    func mayBeDone(_ condition: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async {
        guard let action = context.unwinding.actions.last, !action.mayBeDone else { return }
        action.mayBeDone = true
        let conditions = await unless([condition], frame, context)
        performer.observe(
            .branchStarted(
                BranchStart(
                    step: context.step, title: nil, conditions: conditions, isAlternative: false, span: condition.span))
        )
    }

    private func under<Outcome>(
        _ branch: BranchStart, _ body: () async throws(Interruption) -> Outcome
    ) async throws(Interruption) -> Outcome {
        performer.observe(.branchStarted(branch))
        defer { performer.observe(.branchEnded(branch.step)) }
        return try await body()
    }

    private func unless(_ others: [ValueExpression], _ frame: Frame, _ context: ExecutionContext) async -> [PlannedText]
    {
        var conditions: [PlannedText] = []
        for other in others { conditions.append(await words(other, after: "unless", frame, context)) }
        return conditions
    }

    private func words(
        _ condition: ValueExpression, after keyword: String, _ frame: Frame, _ context: ExecutionContext
    ) async -> PlannedText {
        var text = PlannedText(keyword + " ")
        text.append(await words(condition, frame, context))
        return text
    }

    /// A plan does not know whether a branch is taken: it shows it, and continues with the others.
    func plan(branch: Block, _ frame: inout Frame, _ context: ExecutionContext) async throws(Interruption)
        -> ControlFlow
    {
        do {
            let flow = try await run(branch, &frame, context)
            if case .gave = flow { context.purpose.undecided?.mayHaveGiven = true }
            return flow
        } catch .trouble {
            context.purpose.undecided?.isUndecided = true
            return .next
        } catch {
            throw error
        }
    }
}
