import BelaySource
import BelaySyntax

extension Diagnostic {
    static func effectInReader(_ effect: EffectKind, _ reader: Frame.Owner, at span: Span) -> Diagnostic {
        let (place, help) =
            switch reader {
            case .probe: ("a probe", "make it an action, or read with `?`")
            case .target: ("a target", "a target only says how commands are reached; change things in an action")
            case .preamble: ("a `let` before the first phase", "move it into a phase")
            case .action, .runbook: preconditionFailure("actions and phases may change things")
            }
        return Diagnostic(
            .effectInReader, "\(place) only reads, and \(effect.described) changes something", at: span,
            label: "an effect", help: [help])
    }

    static func effectInExpression(_ effect: EffectKind, at span: Span) -> Diagnostic {
        var help = ["call it before: as a statement, or as the whole right side of a `let`"]
        if case .command(.changes) = effect { help.append("a command that only reads has the sign `?`") }
        return Diagnostic(
            .effectInExpression, "\(effect.described) is a statement of its own", at: span,
            label: "asking here may not change anything", help: help)
    }

    static func probeAsStatement(_ phrase: Phrase, _ source: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .probeAsStatement, "`\(phrase.signature.text)` only asks, and nothing is done with the answer", at: span,
            further: [Place(span: phrase.span, label: "a probe")],
            help: [phrase.signature.gives == nil ? "expect \(source)" : "let name = \(source)"])
    }

    static func destroysWithoutPlace(at span: Span) -> Diagnostic {
        Diagnostic(
            .destroysWithoutPlace, "a `!` says where it runs, in its own definition or phase", at: span,
            label: "this would destroy something wherever it is called",
            help: ["put it into `on $host { }`, `in TARGET { }` or `locally { }`"])
    }

    static func destroysInRetry(at span: Span, through: (phrase: Phrase, command: Span)?) -> Diagnostic {
        Diagnostic(
            .destroysInRetry, "a `!` is never repeated unasked", at: span,
            label: through.map { "`\($0.phrase.signature.text)` destroys something" } ?? "inside `retry`",
            further: through.map { [Place(span: $0.command, label: "here")] } ?? [],
            help: ["take it out of the `retry`"])
    }

    static func bareEffect(at span: Span, handler: Span, through: (phrase: Phrase, command: Span)?) -> Diagnostic {
        Diagnostic(
            .bareEffect, "nothing says how this is undone", at: span,
            label: through.map { "`\($0.phrase.signature.text)` has no `undo`" } ?? "`undo` could not take it back",
            further: [Place(span: handler, label: "undoes the steps of its block")]
                + (through.map { [Place(span: $0.command, label: "changes something")] } ?? []),
            help: ["put it into an action with `undo { }`, or behind a `point of no return`"])
    }

    static func sharedDoneWhen(at span: Span, doneWhen: Span, other: Span?) -> Diagnostic {
        Diagnostic(
            warning: .sharedDoneWhen,
            other == nil
                ? "this `!` runs several times under one `done when`"
                : "several effects stand under one `done when`, and this `!` is among them",
            at: span, label: "after an interruption nobody could tell whether it has happened",
            further: [Place(span: doneWhen, label: "says only whether all is done")]
                + (other.map { [Place(span: $0, label: "another effect")] } ?? []),
            help: ["put the `!` into an action of its own, with its own `done when`"])
    }

    static func pointWithoutLock(at span: Span) -> Diagnostic {
        Diagnostic(
            .pointWithoutLock, "a point of no return needs a lock", at: span,
            label: "two runs at once could cross it", help: ["lock $NAME, at the beginning of the runbook"])
    }

    static func recoverPastPoint(at span: Span, point: Span, through phrase: Phrase?) -> Diagnostic {
        Diagnostic(
            .recoverPastPoint, "a `recover` would go past this point of no return", at: point,
            label: phrase.map { "`\($0.signature.text)` passes one" } ?? "whoever does not confirm it ends the run",
            further: [Place(span: span, label: "recovers, and the run goes on")],
            help: ["put the point of no return before the `on failure`, or behind its block"])
    }

    // MARK: - Order

    static func repeatedDoneWhen(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedDoneWhen, "an action has one `done when`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["join the two with `and`"])
    }

    static func lateDoneWhen(at span: Span) -> Diagnostic {
        Diagnostic(
            .lateDoneWhen, "`done when` is asked before the action does anything", at: span,
            label: "too late here", help: ["move it up: only `let`s and `expect`s stand before it"])
    }

    static func misplacedDoneWhen(at span: Span, _ why: String) -> Diagnostic {
        Diagnostic(.misplacedDoneWhen, "`done when` cannot stand here", at: span, label: why)
    }

    static func outsideHandler(_ statement: StatementSyntax, in handler: Frame.Handler?) -> Diagnostic {
        let keyword = statement.form.keyword ?? ""
        let label =
            switch handler {
            case .always: "`always` runs after a success too"
            case .undo: "this block is itself an undo"
            case .onFailure, nil: "nothing has failed here"
            }
        return Diagnostic(
            .outsideHandler, "`\(keyword)` means something only in a handler", at: statement.span, label: label,
            help: ["on failure \(keyword)"])
    }

    static func handlerGuardsNothing(at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .handlerGuardsNothing, "nothing follows this handler in its block", at: span,
            label: "armed from here to the end of the block", help: ["move it above the statements that it is for"])
    }

    static func handlerNameAsHost(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .handlerNameAsHost, "`on \(name)` runs its block on a host named \(name)", at: span,
            label: "a word, so the name of a host",
            help: [
                "a handler is written: on failure { }, or always { }", "for a host of that name: on \"\(name)\" { }",
            ])
    }

    static func readThatChanges(_ program: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .readThatChanges, "`?` is for commands that only read, and `\(program)` changes something",
            at: span,
            label: "`plan --probe` would run it, and a resume would repeat it",
            help: ["write its sign: `$`, or `!` for what no other command brings back"])
    }

    static func misplaced(_ statement: StatementSyntax, _ where: String) -> Diagnostic {
        let keyword = statement.form.keyword ?? ""
        return Diagnostic(.misplaced, "`\(keyword)` \(`where`)", at: statement.headSpan)
    }

    static func targetGives(at span: Span) -> Diagnostic {
        Diagnostic(.misplaced, "a target gives no value", at: span, label: "it only says how commands are reached")
    }

    static func strayText(at span: Span) -> Diagnostic {
        Diagnostic(
            .misplaced, "a text on its own documents what it stands first in", at: span, label: "not first here",
            help: ["say \"...\" tells it in a run; # begins a comment"])
    }

    static func unreachable(at span: Span) -> Diagnostic {
        Diagnostic(
            .unreachable, "this is never reached", at: span, label: "what stands before it ends the block",
            help: ["leave it out, or move it up"])
    }

    static func lateLet(at span: Span) -> Diagnostic {
        Diagnostic(
            .lateLet, "a `let` for the whole file stands before the first phase", at: span, label: "too late here",
            help: ["move it up, or into the phase that needs it"])
    }

    // MARK: - What definitions need

    static func missingGive(_ phrase: Phrase, ends body: Span) -> Diagnostic {
        Diagnostic(
            .missingGive, "`\(phrase.signature.text)` does not give its value on every path", at: phrase.span,
            label: "says that it gives \(phrase.signature.gives?.described ?? "a value")",
            further: [
                Place(
                    span: Span(file: body.file, start: max(body.start, body.end - 1), end: body.end),
                    label: "the end is reached without `give`")
            ],
            help: ["give ..., or fail \"...\", on each way to the end"])
    }

    static func misplacedGive(at span: Span, _ why: String?) -> Diagnostic {
        Diagnostic(
            .misplacedGive, "`give` stands in a probe or an action that gives a value", at: span,
            label: why ?? "nobody waits for a value here",
            help: why == nil ? ["add `gives TYPE` to the signature"] : [])
    }

    static func targetWithoutVia(at span: Span) -> Diagnostic {
        Diagnostic(
            .targetWithoutVia, "a target says by what its commands are reached", at: span,
            label: "this one has no `via`",
            help: ["via docker exec -i $id"])
    }

    static func repeatedVia(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .targetWithoutVia, "a target has one `via`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["make two targets of it"])
    }

    static func viaWithSyntax(at span: Span) -> Diagnostic {
        Diagnostic(
            .viaWithSyntax, "`via` takes a program and its arguments", at: span,
            label: "more than that: the shell would have to read it", help: ["via sh -c \"...\" runs a shell there"])
    }

    static func repeatedUndo(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedUndo, "an action has one `undo`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["write both into one block"])
    }
}
