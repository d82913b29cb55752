import BelayData
import BelaySource
import BelaySyntax

/// Operators on lists, records and texts.
extension Diagnostic {
    /// - Parameter wanted: the operand that it takes, in words.
    static func wrongOperand(of operation: String, wanted: String, _ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected \(wanted), found \(type.described)", at: span,
            label: "`\(operation)` takes \(wanted)", help: operandHelp(operation, type))
    }

    private static func operandHelp(_ operation: String, _ type: ValueType) -> [String] {
        if operation == UnaryOperator.count.rawValue, type.isTextual {
            return ["to count lines, read them as a list: let lines: list of text = ? ..."]
        }
        if type.isList {
            return ["for each element: [for x in $name give ...]"]
        }
        return []
    }

    static func unorderedElements(_ type: ValueType, at span: Span) -> Diagnostic {
        let isRecord = type == .record
        return Diagnostic(
            .wrongType, "\(type.described) comes neither before nor after another", at: span,
            label: "`sorted` takes numbers, durations or strings",
            help: isRecord ? ["sort by one of its fields: $list sorted by name"] : [])
    }

    static func badAmount(of operation: String, _ number: Number, at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`\(operation)` takes a whole number, 0 or more", at: span,
            label: number.precedes(0) != false ? "less than 0" : "not whole", help: ["write 0 or more"])
    }

    static func emptySeparator(at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`split by` takes a string that is not empty", at: span,
            label: "nothing is between two characters",
            help: ["for the words of a line: $line split by \" \"", "for the lines of a text: lines of $text"])
    }
}
