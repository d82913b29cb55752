import BelayData
import BelayLanguage

/// Numbers and durations are computed exactly, or not at all. What is thrown says why, as the rest of a sentence; it is
/// empty where the two kinds do not go together.
extension Value {
    func combined(_ operation: Arithmetic, _ other: Value) throws(ValueProblem) -> Value {
        switch (self, operation, other) {
        case (.number(let one), _, .number(let two)):
            .number(try Self.computed(operation, try Self.decimal(one), try Self.decimal(two)))
        case (.duration(let one), .plus, .duration(let two)):
            try Self.duration(one.wholeNanoseconds + two.wholeNanoseconds)
        case (.duration(let one), .minus, .duration(let two)):
            try Self.duration(one.wholeNanoseconds - two.wholeNanoseconds)
        case (.duration(let one), .times, .number(let two)), (.number(let two), .times, .duration(let one)):
            try Self.duration(Decimal(one.wholeNanoseconds).wholeProduct(with: try Self.decimal(two)))
        case (.duration(let one), .divided, .number(let two)):
            try Self.duration(Decimal(one.wholeNanoseconds).wholeQuotient(by: try Self.divisor(two)))
        case (.duration(let one), .divided, .duration(let two)):
            .number(try Self.computed(.divided, Decimal(one.wholeNanoseconds), Decimal(two.wholeNanoseconds)))
        case (.time(let one), .minus, .time(let two)): try Self.duration(one.nanoseconds - two.nanoseconds)
        case (.time(let one), .plus, .duration(let two)), (.duration(let two), .plus, .time(let one)):
            try Self.time(one.adding(nanoseconds: two.wholeNanoseconds))
        case (.time(let one), .minus, .duration(let two)):
            try Self.time(one.adding(nanoseconds: -two.wholeNanoseconds))
        case (.list(let one), .plus, .list(let two)): .list(one + two)
        default: throw ValueProblem(message: "")
        }
    }

    private static func computed(
        _ operation: Arithmetic, _ one: Decimal, _ two: Decimal
    ) throws(ValueProblem) -> Number {
        do throws(Decimal.Problem) {
            return switch operation {
            case .plus: Number(try one.adding(two))
            case .minus: Number(try one.subtracting(two))
            case .times: Number(try one.multiplied(by: two))
            case .divided: Number(try one.divided(by: two))
            }
        } catch {
            throw ValueProblem(message: error.message)
        }
    }

    private static func decimal(_ number: Number) throws(ValueProblem) -> Decimal {
        guard let decimal = number.decimal else {
            throw ValueProblem(
                message: "there are more than the \(Decimal.significantDigits) digits that Belay keeps exactly")
        }
        return decimal
    }

    private static func divisor(_ number: Number) throws(ValueProblem) -> Decimal {
        let divisor = try decimal(number)
        if divisor.isZero { throw ValueProblem(message: Decimal.Problem.divisionByZero.message) }
        return divisor
    }

    private static func time(_ moment: Moment?) throws(ValueProblem) -> Value {
        guard let moment else { throw ValueProblem(message: "a time has a year from 1 to 9999") }
        return .time(moment)
    }

    private static func duration(_ nanoseconds: Int128?) throws(ValueProblem) -> Value {
        guard let nanoseconds, let duration = Duration(inBoundsNanoseconds: nanoseconds) else {
            throw ValueProblem(message: "a duration is at most 100 years")
        }
        return .duration(duration)
    }
}
