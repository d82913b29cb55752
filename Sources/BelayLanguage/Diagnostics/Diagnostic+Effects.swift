import BelaySource
import BelaySyntax

extension Diagnostic {
    static func effectInReader(_ effect: EffectKind, _ reader: Frame.Owner, at span: Span) -> Diagnostic {
        let (place, help) =
            switch reader {
            case .probe: ("a probe", "make it an action, or read with `?`")
            case .target: ("a target", "a target only says how commands are reached; make changes in an action")
            case .preamble: ("a `let` before the first phase", "move it into a phase")
            case .state:
                (
                    "`ends`",
                    "read with `?` and `expect` what is there; what changes something is in `begin` or a `fault`"
                )
            case .found: ("`found`", "read with `?`, and `give` the list of what is there")
            case .action, .runbook, .lab: preconditionFailure("actions and phases may change things")
            }
        return Diagnostic(
            .effectInReader, "\(place) may only read, but \(effect.described) makes changes", at: span,
            label: "changes something here", help: [help])
    }

    static func effectInExpression(_ effect: EffectKind, at span: Span) -> Diagnostic {
        var help = ["call it before this: as its own statement, or as the whole right side of a `let`"]
        if case .command(.changes) = effect { help.append("for a command that only reads, use `?`") }
        return Diagnostic(
            .effectInExpression, "\(effect.described) must be its own statement", at: span,
            label: "an expression may not change anything", help: help)
    }

    static func probeAsStatement(_ phrase: Phrase, _ source: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .probeAsStatement, "`\(phrase.signature.text)` only reads, and its result is not used", at: span,
            further: [Place(span: phrase.span, label: "a probe")],
            help: [phrase.signature.gives == nil ? "expect \(source)" : "let name = \(source)"])
    }

    static func destroysWithoutPlace(at span: Span) -> Diagnostic {
        Diagnostic(
            .destroysWithoutPlace, "a `!` must say where it runs, in its own definition or phase", at: span,
            label: "this would run wherever it is called from",
            help: ["put it in `on $host { }`, `in TARGET { }` or `locally { }`"])
    }

    static func undecided(_ text: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .undecided, "this is still to be decided: \(text)", at: span, label: "nothing runs as long as it is here",
            help: ["decide, write what is to happen, and take the line out"])
    }

    static func destroysInRetry(at span: Span, through: (phrase: Phrase, command: Span)?) -> Diagnostic {
        Diagnostic(
            .destroysInRetry, "a `!` is never repeated without asking", at: span,
            label: through.map { "`\($0.phrase.signature.text)` destroys something" } ?? "inside `retry`",
            further: through.map { [Place(span: $0.command, label: "here")] } ?? [],
            help: ["move it out of the `retry`"])
    }

    static func bareEffect(at span: Span, handler: Span, through: (phrase: Phrase, command: Span)?) -> Diagnostic {
        Diagnostic(
            .bareEffect, "nothing says how to undo this", at: span,
            label: through.map { "`\($0.phrase.signature.text)` has no `undo`" } ?? "`undo` cannot revert it",
            further: [Place(span: handler, label: "undoes the steps of its block")]
                + (through.map { [Place(span: $0.command, label: "makes a change")] } ?? []),
            help: ["move it into an action with `undo { }`, or after a `point of no return`"])
    }

    static func sharedDoneWhen(at span: Span, doneWhen: Span, other: Span?) -> Diagnostic {
        Diagnostic(
            warning: .sharedDoneWhen,
            other == nil
                ? "this `!` runs several times under one `done when`"
                : "one `done when` covers several changes, and this `!` is one of them",
            at: span, label: "after an interruption it would not show whether this happened",
            further: [Place(span: doneWhen, label: "says only whether everything is done")]
                + (other.map { [Place(span: $0, label: "another change")] } ?? []),
            help: ["move the `!` into its own action, with its own `done when`"])
    }

    static func doneWhenIsFixed(at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .doneWhenIsFixed, "nothing asks this again after the change, so it stays as it was before",
            at: span,
            label: "where it is false, the action fails",
            help: ["ask in the `done when` itself: done when (? cat $file) is $wanted", "or call a probe that asks"])
    }

    static func pointWithoutLock(at span: Span) -> Diagnostic {
        Diagnostic(
            .pointWithoutLock, "a point of no return needs a lock", at: span,
            label: "two runs could pass it at the same time", help: ["at the beginning of the runbook: lock $NAME"])
    }

    static func recoverPastPoint(at span: Span, point: Span, through phrase: Phrase?) -> Diagnostic {
        Diagnostic(
            .recoverPastPoint, "a `recover` would continue past this point of no return", at: point,
            label: phrase.map { "`\($0.signature.text)` passes one" } ?? "not confirming it ends the run",
            further: [Place(span: span, label: "recovers, and the run continues")],
            help: ["move the point of no return before the `on failure`, or after its block"])
    }

    // MARK: - Order

    static func repeatedDoneWhen(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedDoneWhen, "an action can have only one `done when`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["combine the two with `and`"])
    }

    static func lateDoneWhen(at span: Span) -> Diagnostic {
        Diagnostic(
            .lateDoneWhen, "`done when` is checked before the action does anything", at: span,
            label: "the action has already begun", help: ["move it up: only `let`s and `expect`s may come before it"])
    }

    static func misplacedDoneWhen(at span: Span, _ why: String) -> Diagnostic {
        Diagnostic(.misplacedDoneWhen, "`done when` is not allowed here", at: span, label: why)
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
            .outsideHandler, "`\(keyword)` is allowed only in a handler", at: statement.span, label: label,
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
            label: "a word here is the name of a host",
            help: [
                "for a handler, write: on failure { } or always { }", "for a host of that name: on \"\(name)\" { }",
            ])
    }

    static func readThatChanges(_ program: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .readThatChanges, "`?` is for commands that only read, but `\(program)` makes changes",
            at: span,
            label: "`plan --probe` would run it, and a resume would repeat it",
            help: ["use `$`, or `!` if no other command can bring it back"])
    }

    static func misplaced(_ statement: StatementSyntax, _ where: String) -> Diagnostic {
        let keyword = statement.form.keyword ?? ""
        return Diagnostic(.misplaced, "`\(keyword)` \(`where`)", at: statement.headSpan)
    }

    static func targetGives(at span: Span) -> Diagnostic {
        Diagnostic(.misplaced, "a target gives no value", at: span, label: "it only says how commands are reached")
    }

    static func misplacedString(at span: Span) -> Diagnostic {
        Diagnostic(
            .misplaced, "a string on its own is documentation, and comes first", at: span,
            label: "something comes before it",
            help: ["to print it: say \"...\"; for a comment: # ..."])
    }

    static func unreachable(at span: Span) -> Diagnostic {
        Diagnostic(
            .unreachable, "this is never reached", at: span, label: "the statement before it ends the block",
            help: ["remove it, or move it up"])
    }

    static func lateLet(at span: Span) -> Diagnostic {
        Diagnostic(
            .lateLet, "a `let` for the whole file must come before the first phase", at: span, label: "after a phase",
            help: ["move it up, or into the phase that needs it"])
    }

    // MARK: - What definitions need

    static func missingGive(_ phrase: Phrase, ends body: Span) -> Diagnostic {
        Diagnostic(
            .missingGive, "`\(phrase.signature.text)` does not give its value on every path", at: phrase.span,
            label: "declared to give \(phrase.signature.gives?.described ?? "a value")",
            further: [
                Place(
                    span: Span(file: body.file, start: max(body.start, body.end - 1), end: body.end),
                    label: "the end is reached without `give`")
            ],
            help: ["add give ... or fail \"...\" on every path"])
    }

    static func misplacedGive(at span: Span, _ why: String?) -> Diagnostic {
        Diagnostic(
            .misplacedGive, "`give` is allowed only in a probe or action that gives a value", at: span,
            label: why ?? "nothing takes a value here",
            help: why == nil ? ["add `gives TYPE` to the signature"] : [])
    }

    static func targetWithoutVia(at span: Span) -> Diagnostic {
        Diagnostic(
            .targetWithoutVia, "a target must say how its commands are reached", at: span,
            label: "this one has no `via`",
            help: ["via docker exec -i $id"])
    }

    static func repeatedVia(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .targetWithoutVia, "a target can have only one `via`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["split it into two targets"])
    }

    static func viaWithSyntax(at span: Span) -> Diagnostic {
        Diagnostic(
            .viaWithSyntax, "`via` takes a program and its arguments", at: span,
            label: "this needs a shell", help: ["to run a shell there: via sh -c \"...\""])
    }

    static func repeatedUndo(at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedUndo, "an action can have only one `undo`", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["put both in one block"])
    }
}
