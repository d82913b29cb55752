import BelayData
import BelaySource
import BelaySyntax

extension Diagnostic {
    static func notACondition(_ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .notACondition, "expected a condition, found \(type.described)", at: span,
            label: "neither true nor false", help: ["compare it with `is`, `contains`, `matches`, `<` or `in`"])
    }

    static func valueAsCondition(_ source: String, _ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .notACondition, "expected a condition, but this phrase gives \(type.described)", at: span,
            label: "neither true nor false", help: ["compare what it gives: (\(source)) is ..."])
    }

    static func comparedWithNothing(_ word: String, meant: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .comparedWithNothing, "`\(word)` is an ordinary word here", at: span,
            label: "did you mean `\(meant)`?",
            help: ["for the word itself, write \"\(word)\""])
    }

    static func pipelineAsCondition(at span: Span) -> Diagnostic {
        Diagnostic(
            .pipelineAsCondition, "a pipeline cannot be a condition", at: span,
            label: "its status does not tell which program said no",
            help: ["keep its output and compare that: let seen = ? ..., then $seen contains ..."])
    }

    static func givesNothing(_ phrase: Phrase, at span: Span) -> Diagnostic {
        Diagnostic(
            .givesNothing, "`\(phrase.signature.text)` gives no value", at: span, label: "expected a value",
            further: [Place(span: phrase.span, label: "defined here, without `gives`")],
            help: ["call it as its own statement"])
    }

    private static func sides(_ left: ValueExpression, _ right: ValueExpression) -> [Place] {
        [Place(span: left.span, label: left.type.described), Place(span: right.span, label: right.type.described)]
    }

    static func neverEqual(
        _ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax, braces: [String]
    ) -> Diagnostic {
        Diagnostic(
            .operands, "these two can never be equal", at: syntax.operatorSpan,
            label: "compares \(left.type.described) with \(right.type.described)", further: sides(left, right),
            help: braces.isEmpty ? comparisonHelp(left.type, right.type) : braces.map(bracesHelp))
    }

    private static func comparisonHelp(_ left: ValueType, _ right: ValueType) -> [String] {
        let pair = [left, right]
        if pair.contains(.number), pair.contains(where: \.isTextual) {
            return ["read the output as a number: let name: number = ? ..."]
        }
        return []
    }

    static func neverIn(_ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax) -> Diagnostic {
        Diagnostic(
            .operands, "this list can never contain such an element", at: syntax.operatorSpan,
            label: "looks for \(left.type.described) in \(right.type.described)", further: sides(left, right))
    }

    static func notAList(_ right: ValueExpression, _ syntax: InfixSyntax) -> Diagnostic {
        Diagnostic(
            .operands, "expected a list to the right of `\(syntax.operation.rawValue)`", at: right.span,
            label: "this is \(right.type.described)",
            help: right.type.isTextual
                ? ["to look for part of a string: $text contains \"part\""] : ["write a list as [a, b]"])
    }

    static func containsNothing(_ left: ValueExpression, _ syntax: InfixSyntax) -> Diagnostic {
        Diagnostic(
            .operands, "expected a string or a list to the left of `contains`", at: left.span,
            label: "this is \(left.type.described)",
            help: ["such as: $text contains \"part\", $list contains x"])
    }

    static func neverContains(_ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax) -> Diagnostic {
        Diagnostic(
            .operands, "\(left.type.described) can never contain \(right.type.described)", at: syntax.operatorSpan,
            label: "looks for the right side in the left one", further: sides(left, right))
    }

    /// - Parameter braces: what is written in `${ }` and was probably meant as a value.
    static func operands(
        _ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax, braces: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .operands,
            "`\(syntax.operation.rawValue)` takes \(syntax.operation.takes), not \(left.type.described) and \(right.type.described)",
            at: syntax.operatorSpan, further: sides(left, right), help: help(left.type, right.type, syntax, braces))
    }

    private static func help(
        _ left: ValueType, _ right: ValueType, _ syntax: InfixSyntax, _ braces: [String]
    ) -> [String] {
        if !braces.isEmpty { return braces.map(bracesHelp) }
        if syntax.operation == .plus, left.isList { return ["to add one element: $list + [x]"] }
        return comparisonHelp(left, right)
    }

    static func notComputed(_ written: String, _ spaced: String, at span: Span) -> Diagnostic {
        Diagnostic(
            warning: .notComputed, "`\(written)` is a word, and nothing in it is computed", at: span,
            label: "no number is equal to it", help: ["to compute it, put spaces around the operator: \(spaced)"])
    }

    static func badPattern(_ error: PatternError, at span: Span) -> Diagnostic {
        Diagnostic(
            .badPattern, "this pattern cannot be read: \(error.message)", at: span,
            label: "unexpected here", help: error.help.map { [$0] } ?? [])
    }
}

extension InfixOperator {
    /// What it computes with.
    fileprivate var takes: String {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: "numbers, durations or times"
        case .plus: "numbers, durations, lists, or a time and a duration"
        case .minus: "numbers, durations, or a time and a duration"
        case .or, .and, .is, .isNot, .in, .notIn, .contains, .matches, .beginsWith, .endsWith, .times, .divided,
            .matching, .joined, .split, .filled, .with:
            "numbers or durations"
        }
    }
}
