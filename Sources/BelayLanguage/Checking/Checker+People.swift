import BelaySource
import BelaySyntax

/// What is told to people and asked of them.
extension Checker {
    mutating func manual(_ syntax: ManualSyntax) -> Outcome {
        let text = message(syntax.text)
        let condition = Clause(syntax.condition.map { self.condition($0) })
        let within = Clause(syntax.within.map { duration($0, of: "within") })
        let every = Clause(syntax.every.map { duration($0, of: "every") })
        guard let text, ![condition, within, every].contains(where: \.isBad) else { return Outcome() }
        let manual = Manual(text: text, condition: condition.value, within: within.value, every: every.value)
        return numbered(.manual(manual), at: syntax.span)
    }

    mutating func approval(_ syntax: ApprovalSyntax) -> Outcome {
        let text = message(syntax.text)
        let count = Clause(syntax.count.map { number($0, of: "by") })
        let within = Clause(syntax.within.map { duration($0, of: "within") })
        guard let text, !count.isBad, !within.isBad else { return Outcome() }
        let approval = ApprovalStatement(text: text, count: count.value, within: within.value)
        return numbered(.approval(approval), at: syntax.span)
    }

    mutating func say(_ syntax: ValueSyntax) -> Outcome {
        guard let value = element(syntax.value, expecting: nil) else { return Outcome() }
        if value.type.isSecret {
            report(.secretInTheOpen(value, "a message"))
            return Outcome()
        }
        return numbered(.say(value), at: syntax.span)
    }

    mutating func note(_ syntax: NoteSyntax) -> Outcome {
        let text = message(syntax.text)
        let condition = Clause(syntax.condition.map { self.condition($0) })
        guard let text, !condition.isBad else { return Outcome() }
        return numbered(
            .note(Note(text: text, condition: condition.value, isUnless: syntax.isUnless)), at: syntax.span)
    }
}
