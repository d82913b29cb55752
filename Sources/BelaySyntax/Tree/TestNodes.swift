public import BelaySource

/// `test "T" { }`, and `given "T" { }`: the part of the world that several tests begin with.
public struct TestSyntax: Hashable, Sendable {
    public var title: TextSyntax
    public var items: [TestItemSyntax]
    public var span: Span

    public init(title: TextSyntax, items: [TestItemSyntax], span: Span) {
        self.title = title
        self.items = items
        self.span = span
    }
}

/// `tests of NAME`: the runbook that the tests of this file are about.
public struct TestsOfSyntax: Hashable, Sendable {
    public var subject: ElementSyntax
    public var span: Span

    public init(subject: ElementSyntax, span: Span) {
        self.subject = subject
        self.span = span
    }

    /// The name, or the path, where it is written without a value in it.
    public var name: String? {
        switch subject {
        case .word(let word): word.literal
        case .text(let text): text.literal
        case .variable, .list, .comprehension, .parenthesized: nil
        }
    }
}

/// A line of a test.
public indirect enum TestItemSyntax: Hashable, Sendable {
    /// A command, and what it answers.
    case stub(StubSyntax)
    /// `on`, `in` or `locally`, around such commands.
    case place(StubPlaceSyntax)
    /// `given "T"`
    case given(MessageSyntax)
    /// `file P holds T`
    case file(StubFileSyntax)
    /// `answer V to "T"`
    case answer(StubAnswerSyntax)
    /// `run with NAME=VALUE, ...`, `plan with NAME=VALUE, ...`
    case run(TestRunSyntax)
    /// `undo`
    case undo(BareSyntax)
    /// `it ...`
    case claim(ClaimSyntax)
    /// Any statement of the language: it runs on the stubs.
    case statement(StatementSyntax)
}

/// A command with the lines beneath it that say what it answers.
public struct StubSyntax: Hashable, Sendable {
    public var command: CommandSyntax
    public var replies: [ReplySyntax]
    public var span: Span

    public init(command: CommandSyntax, replies: [ReplySyntax], span: Span) {
        self.command = command
        self.replies = replies
        self.span = span
    }
}

/// `says "T" and ends with 1`, `then hangs`, `after ($ C) says "T"`
public struct ReplySyntax: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case status(ElementSyntax)
        case hangs
        case losesAnswer
        case unreachable
    }

    /// It begins with `then`.
    public var isNext: Bool
    /// The command after which it counts.
    public var after: CommandSyntax?
    /// Only where that runs on the machine of this one.
    public var isAfterHere = false
    public var says: ElementSyntax?
    public var warns: ElementSyntax?
    public var takes: ElementSyntax?
    public var ending: Ending?
    /// How often, before the next one.
    public var times: ElementSyntax?
    public var span: Span

    public init(isNext: Bool, after: CommandSyntax?, span: Span) {
        self.isNext = isNext
        self.after = after
        self.span = span
    }
}

/// `on H as U { }` around the commands of a test, and what else tells them apart.
public struct StubPlaceSyntax: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        case host(ElementSyntax, user: ElementSyntax?)
        case target(PhraseUseSyntax)
        /// `in "docker exec -i 4f2a"`: what a target adds, as it is shown.
        case prefix(TextSyntax)
        case local
        /// `with input "T"`: only of commands that are fed this.
        case input(TextSyntax)
    }

    public var place: Place
    public var items: [TestItemSyntax]
    public var span: Span

    public init(place: Place, items: [TestItemSyntax], span: Span) {
        self.place = place
        self.items = items
        self.span = span
    }
}

public struct StubFileSyntax: Hashable, Sendable {
    public var path: ElementSyntax
    public var content: ElementSyntax
    public var span: Span

    public init(path: ElementSyntax, content: ElementSyntax, span: Span) {
        self.path = path
        self.content = content
        self.span = span
    }
}

public struct StubAnswerSyntax: Hashable, Sendable {
    public var value: ElementSyntax
    public var question: TextSyntax
    public var span: Span

    public init(value: ElementSyntax, question: TextSyntax, span: Span) {
        self.value = value
        self.question = question
        self.span = span
    }
}

public struct TestRunSyntax: Hashable, Sendable {
    /// It is planned, and not run.
    public var isPlan: Bool
    public var settings: [WithEnvironmentSyntax.Entry]
    public var span: Span

    public init(isPlan: Bool, settings: [WithEnvironmentSyntax.Entry], span: Span) {
        self.isPlan = isPlan
        self.settings = settings
        self.span = span
    }
}

/// What must be true of what has run.
public struct ClaimSyntax: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case isDone
        /// It failed, and its handlers ran.
        case isHandled
        case fails(TextSyntax?)
        /// These commands, in this order, among others.
        case runs([TestItemSyntax])
        case neverRuns([TestItemSyntax])
        /// These changes and no others, in this order.
        case changes([TestItemSyntax])
        case runsNothing
        /// `says`, `notes`, `asks`, `skips`, `undoes`, `recovers from`
        case told(ToldKind, TextSyntax)
        /// `reads as "FILE"`, of a plan.
        case readsAs(TextSyntax)
    }

    /// What a run tells in words.
    public enum ToldKind: String, Hashable, Sendable, CaseIterable {
        case says, notes, asks, skips, undoes, recovers
    }

    public var kind: Kind
    public var span: Span

    public init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}
