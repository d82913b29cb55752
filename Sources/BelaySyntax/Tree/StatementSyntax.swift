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

    public var span: Span {
        switch self {
        case .command(let node): node.span
        case .documentation(let node): node.span
        case .row(let node): node.span
        case .runbook(let node): node.span
        case .needs(let node): node.span
        case .use(let node): node.span
        case .rehearse(let node): node.span
        case .parameter(let node): node.span
        case .type(let node): node.span
        case .lock(let node): node.span
        case .definition(let node): node.span
        case .let(let node): node.span
        case .phase(let node): node.span
        case .step(let node): node.span
        case .if(let node): node.span
        case .for(let node): node.span
        case .await(let node): node.span
        case .expect(let node): node.span
        case .guard(let node): node.span
        case .confirm(let node): node.span
        case .ask(let node): node.span
        case .manual(let node): node.span
        case .onFailure(let node): node.span
        case .always(let node): node.span
        case .undoBlock(let node): node.span
        case .undo(let node): node.span
        case .recover(let node): node.span
        case .on(let node): node.span
        case .in(let node): node.span
        case .locally(let node): node.span
        case .via(let node): node.span
        case .retry(let node): node.span
        case .within(let node): node.span
        case .withInput(let node): node.span
        case .withEnvironment(let node): node.span
        case .pointOfNoReturn(let node): node.span
        case .say(let node): node.span
        case .fail(let node): node.span
        case .doneWhen(let node): node.span
        case .give(let node): node.span
        }
    }
}
