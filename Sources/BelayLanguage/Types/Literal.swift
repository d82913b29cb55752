public import BelayData

/// The meaning of a bare word where no type is expected.
public enum Literal: Hashable, Sendable {
    case number(Number)
    case duration(Duration)
    case time(Moment)
    case flag(Bool)
    case none
    case text(String)

    public init(_ word: String) {
        switch word {
        case "yes": self = .flag(true)
        case "no": self = .flag(false)
        case "none": self = .none
        default:
            if let number = NumberLiteral(word) {
                self = .number(number.value)
            } else if let duration = DurationLiteral(word) {
                self = .duration(duration.value)
            } else if let time = Moment(word) {
                self = .time(time)
            } else {
                self = .text(word)
            }
        }
    }
}
