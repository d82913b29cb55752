import BelaySyntax

/// What numbers and durations are computed by.
enum Arithmetic {
    case plus
    case minus
    case times
    case divided

    init?(_ operation: InfixOperator) {
        switch operation {
        case .plus: self = .plus
        case .minus: self = .minus
        case .times: self = .times
        case .divided: self = .divided
        case .or, .and, .is, .isNot, .in, .notIn, .contains, .matches, .beginsWith, .endsWith, .less, .lessOrEqual,
            .greater,
            .greaterOrEqual, .matching, .joined, .split, .filled, .with:
            return nil
        }
    }
}
