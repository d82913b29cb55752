public import BelaySource

/// One statement of the language, as written. Whether it is allowed there is checked later.
public indirect enum StatementSyntax: Hashable, Sendable {
    case command(CommandSyntax)
    /// A string on its own.
    case documentation(TextSyntax)
    case row(PhraseUseSyntax)
    case runbook(RunbookSyntax)
    case needs(NamesSyntax)
    case use(NamesSyntax)
    case rehearse(RehearseSyntax)
    case parameter(ParameterSyntax)
    case type(TypeDefinitionSyntax)
    case lock(ValueSyntax)
    case definition(DefinitionSyntax)
    case `let`(LetSyntax)
    case phase(OutlineSyntax)
    case step(OutlineSyntax)
    case `if`(IfSyntax)
    case `for`(ForSyntax)
    case await(AwaitSyntax)
    /// `wait D`
    case wait(ValueSyntax)
    case waitUntil(ValueSyntax)
    case expect(ExpectSyntax)
    case `guard`(GuardSyntax)
    case confirm(MessageSyntax)
    case ask(AskSyntax)
    case manual(ManualSyntax)
    case onFailure(HandlerSyntax)
    case always(HandlerSyntax)
    /// `undo { }` in an action: how it is undone.
    case undoBlock(HandlerSyntax)
    /// `undo` in a handler.
    case undo(BareSyntax)
    case recover(BareSyntax)
    case on(OnSyntax)
    case `in`(InSyntax)
    case locally(LocallySyntax)
    case via(ViaSyntax)
    case retry(RetrySyntax)
    case within(WithinSyntax)
    case withInput(WithInputSyntax)
    case withEnvironment(WithEnvironmentSyntax)
    case pointOfNoReturn(MessageSyntax)
    case say(ValueSyntax)
    case fail(MessageSyntax)
    case doneWhen(ConditionSyntax)
    case give(ConditionSyntax)

    /// The form that it is written in.
    public var form: StatementForm { parts.form }
    public var span: Span { parts.span }
    /// Its block; of an `if` the first.
    public var body: BlockSyntax? { parts.body }

    private var parts: (form: StatementForm, span: Span, body: BlockSyntax?) {
        switch self {
        case .command(let node): (StatementForm(node.sign), node.span, nil)
        case .documentation(let node): (.documentation, node.span, nil)
        case .row(let node): (.phrase, node.span, nil)
        case .runbook(let node): (.runbook, node.span, nil)
        case .needs(let node): (.needs, node.span, nil)
        case .use(let node): (.use, node.span, nil)
        case .rehearse(let node): (.rehearse, node.span, nil)
        case .parameter(let node): (.parameter, node.span, nil)
        case .type(let node): (.type, node.span, nil)
        case .lock(let node): (.lock, node.span, nil)
        case .definition(let node): (StatementForm(node.kind), node.span, node.body)
        case .let(let node): (StatementForm(node.value), node.span, nil)
        case .phase(let node): (.phase, node.span, node.body)
        case .step(let node): (.step, node.span, node.body)
        case .if(let node): (.if, node.span, node.branches.first?.body)
        case .for(let node): (.for, node.span, node.body)
        case .await(let node): (.await, node.span, nil)
        case .wait(let node): (.wait, node.span, nil)
        case .waitUntil(let node): (.waitUntil, node.span, nil)
        case .expect(let node): (.expect, node.span, nil)
        case .guard(let node): (.guard, node.span, node.body)
        case .confirm(let node): (.confirm, node.span, nil)
        case .ask(let node): (.ask, node.span, nil)
        case .manual(let node): (.manual, node.span, nil)
        case .onFailure(let node): (.onFailure, node.span, node.body)
        case .always(let node): (.always, node.span, node.body)
        case .undoBlock(let node): (.undoBlock, node.span, node.body)
        case .undo(let node): (.undo, node.span, nil)
        case .recover(let node): (.recover, node.span, nil)
        case .on(let node): (.on, node.span, node.body)
        case .in(let node): (.in, node.span, node.body)
        case .locally(let node): (.locally, node.span, node.body)
        case .via(let node): (.via, node.span, nil)
        case .retry(let node): (.retry, node.span, node.body)
        case .within(let node): (.within, node.span, node.body)
        case .withInput(let node): (.withInput, node.span, node.body)
        case .withEnvironment(let node): (.withEnvironment, node.span, node.body)
        case .pointOfNoReturn(let node): (.pointOfNoReturn, node.span, nil)
        case .say(let node): (.say, node.span, nil)
        case .fail(let node): (.fail, node.span, nil)
        case .doneWhen(let node): (.doneWhen, node.span, nil)
        case .give(let node): (.give, node.span, nil)
        }
    }
}
