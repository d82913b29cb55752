import BelaySource
import BelaySyntax

/// What runs several times, or side by side.
extension Diagnostic {
    static func neverChanges(at span: Span) -> Diagnostic {
        Diagnostic(
            .neverChanges, "this condition asks nothing, so it never changes from one round to the next", at: span,
            label: "the same before every round",
            help: ["ask for the value in the condition: until (? test -e $file)", "or call a probe that reads it"])
    }

    static func betweenWithoutBatches(at span: Span, _ loop: ForSyntax) -> Diagnostic {
        Diagnostic(
            .betweenWithoutBatches, "`between batches` needs a loop that runs in batches", at: span,
            label: "this would never run",
            further: [Place(span: loop.head.list.span, label: "nothing here says how large a batch is")],
            help: ["for \(loop.head.name.text) in ... together in batches of 10 { ... } between batches { ... }"])
    }

    static func badBatches(at span: Span, _ found: String) -> Diagnostic {
        Diagnostic(
            .badBatches, "expected the size of a batch, found \(found)", at: span,
            label: "a whole number of 1 or more, or 1% to 100% of the list",
            help: ["in batches of 10", "in batches of [1, 25%]: one alone, then a quarter of all at a time"])
    }

    static func nameOfOtherBranch(_ name: NameSyntax, bound: Span) -> Diagnostic {
        Diagnostic(
            .nameOfOtherBranch, "`\(name.text)` is set in another branch, which runs at the same time", at: name.span,
            label: "it may have no value yet", further: [Place(span: bound, label: "set here")],
            help: ["use it after the `together`, or put both statements in one branch: step \"...\" { ... }"])
    }

    static func handlerAsBranch(_ statement: StatementSyntax) -> Diagnostic {
        let keyword = statement.form.keyword ?? ""
        return Diagnostic(
            .handlerAsBranch, "`\(keyword)` cannot be a branch of its own", at: statement.headSpan,
            label: "each statement here runs side by side with the others",
            help: ["put it before the `together`, or in the branch it is for: step \"...\" { \(keyword) ... }"])
    }
}
