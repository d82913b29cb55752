public import BelaySource

public struct Block: Sendable {
    public var statements: [Statement]
    public var span: Span

    public init(statements: [Statement], span: Span) {
        self.statements = statements
        self.span = span
    }
}

/// One statement, resolved.
///
/// `ordinal` counts, from 1 and in the order of the text, the statements of one numbered block that run a command,
/// print something, or can fail. Numbered blocks are: the runbook's body, the preamble, `phase`, `step`, `for`,
/// `retry`, `repeat`, `together`, `between batches`, handlers, undo blocks and the bodies of definitions. All other blocks (`if`, `on`, `in`, `locally`, `with`,
/// `within`, `guard`) continue the numbers of the block around them, branches one after the other. The handlers of the
/// runbook's body come last in it, so that its first phase is 1. A statement that does none of these things (a pure
/// `let`, a transparent block whose head runs nothing) has no ordinal.
public struct Statement: Sendable {
    public indirect enum Kind: Sendable {
        case command(Command)
        /// An action; a probe is not a statement.
        case call(Call)
        case bind(Binding)
        case edit(Edit)
        case phase(Outline)
        case step(Outline)
        case choice(Choice)
        case loop(Loop)
        case await(Await)
        case wait(for: ValueExpression)
        case waitUntil(ValueExpression)
        case expect(condition: ValueExpression, message: ValueExpression?)
        case guarded(condition: ValueExpression, message: ValueExpression?, body: Block)
        case confirm(ValueExpression)
        case approval(ApprovalStatement)
        case ask(Ask)
        case manual(Manual)
        /// Armed from here to the end of the enclosing block.
        case onFailure(Block)
        case always(Block)
        /// `undo` in a handler: unwinds the steps of the block that the handler is armed in.
        case unwind
        case recover
        case place(Place, body: Block)
        /// `via` in a target: the prefix that it adds.
        case via(Command)
        case retry(count: ValueExpression, every: ValueExpression?, body: Block)
        case `repeat`(Repeat)
        /// Each statement of its block is a branch.
        case together(Together)
        case within(limit: ValueExpression, body: Block)
        case withInput(ValueExpression, body: Block)
        case withInputFile(ValueExpression, body: Block)
        case withOutputFile(ValueExpression, body: Block)
        case withEnvironment([(name: String, value: ValueExpression)], body: Block)
        case pointOfNoReturn(ValueExpression)
        case say(ValueExpression)
        case note(Note)
        case fail(ValueExpression)
        case doneWhen(ValueExpression)
        case give(ValueExpression)
    }

    public var ordinal: Int?
    public let kind: Kind
    public let span: Span
    /// Made once, since every walk asks for them.
    public let traits: StatementTraits

    public init(ordinal: Int?, kind: Kind, span: Span) {
        self.ordinal = ordinal
        self.kind = kind
        self.span = span
        traits = kind.traits
    }
}

/// The one table of statements in a program: all that is known of a kind of statement to whoever does not run it. The
/// compiler asks for a row for every kind.
extension Statement.Kind {
    fileprivate var traits: StatementTraits {
        switch self {
        case .command(let command): StatementTraits(command.values, effect: command.effect)
        case .call(let call): StatementTraits(call.values, nesting: .elsewhere, call: call, effect: .call(call))
        case .bind(let binding):
            StatementTraits([binding.value], effect: binding.value.effect, binds: BoundName(binding), prepares: true)
        case .edit(let edit): StatementTraits(edit.values, binds: BoundName(edit), prepares: true)
        case .phase(let outline), .step(let outline):
            StatementTraits([outline.title], [outline.body], nesting: .outline)
        case .choice(let choice):
            StatementTraits(
                choice.branches.map(\.condition), choice.blocks,
                nesting: .branches(isExhaustive: choice.alternative != nil))
        case .loop(let loop):
            StatementTraits(
                loop.head.expressions + [loop.batches, loop.limit, loop.tolerance],
                [loop.body, loop.between].compactMap(\.self), nesting: .loop)
        case .await(let wait):
            StatementTraits([wait.condition, wait.within, wait.every, wait.stable, wait.failure])
        case .expect(let condition, let message): StatementTraits([condition, message], prepares: true)
        case .guarded(let condition, let message, let body):
            StatementTraits([condition, message], [body], nesting: .guarded)
        case .confirm(let text): StatementTraits([text], isEssential: true)
        case .approval(let approval):
            StatementTraits([approval.text, approval.count, approval.within], isEssential: true)
        case .ask(let ask): StatementTraits([ask.defaultValue, ask.text], binds: BoundName(ask))
        case .manual(let manual):
            StatementTraits([manual.text, manual.condition, manual.within, manual.every], isEssential: true)
        case .onFailure(let body), .always(let body):
            StatementTraits([], [body], nesting: .handler, isEssential: true)
        case .unwind: StatementTraits([], nesting: .elsewhere, isEssential: true)
        case .recover: StatementTraits([], isEssential: true)
        case .place(let place, let body):
            StatementTraits(place.values, [body], nesting: .transparent, call: place.call)
        case .via(let command): StatementTraits(command.values, isEssential: true)
        case .retry(let count, let every, let body): StatementTraits([count, every], [body], nesting: .attempts)
        case .repeat(let loop):
            StatementTraits([loop.count, loop.every, loop.condition], [loop.body], nesting: .rounds)
        case .together(let together): StatementTraits([together.limit], [together.body], nesting: .sideBySide)
        case .within(let limit, let body): StatementTraits([limit], [body], nesting: .transparent)
        case .withInput(let input, let body), .withInputFile(let input, let body), .withOutputFile(let input, let body):
            StatementTraits([input], [body], nesting: .transparent)
        case .withEnvironment(let entries, let body):
            StatementTraits(entries.map(\.value), [body], nesting: .transparent)
        case .pointOfNoReturn(let text): StatementTraits([text], isEssential: true)
        case .say(let value), .wait(let value), .waitUntil(let value): StatementTraits([value])
        case .note(let note): StatementTraits([note.text, note.condition])
        case .fail(let text): StatementTraits([text])
        case .doneWhen(let condition): StatementTraits([condition], prepares: true, isEssential: true)
        case .give(let value): StatementTraits([value], effect: value.effect, isEssential: true)
        }
    }
}
