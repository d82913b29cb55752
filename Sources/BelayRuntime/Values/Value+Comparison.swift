import BelayData
import BelayLanguage
import BelaySyntax

extension Value {
    /// Equality of the language: scalars of different types are the same when they are written the same; records
    /// whatever the order of their fields.
    func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.list(let these), .list(let those)):
            return these.count == those.count && zip(these, those).allSatisfy { $0.isSame(as: $1) }
        case (.record(let these), .record(let those)):
            guard these.count == those.count else { return false }
            return these.allSatisfy { field in
                those.contains { $0.name == field.name && $0.value.isSame(as: field.value) }
            }
        case (.list, _), (_, .list), (.record, _), (_, .record): return false
        case (.none, .none): return true
        case (.none, _), (_, .none): return false
        case (.number(let this), .number(let that)): return this == that
        case (.duration(let this), .duration(let that)): return this == that
        case (.time(let this), .time(let that)): return this == that
        // JSON writes `true` for what is `yes` here.
        case (.flag(let flag), .text(let word)), (.text(let word), .flag(let flag)):
            return Value.flag(written: word) == .flag(flag)
        case (.secret(let this), .secret(let that)): return this == that
        case (.secret(let secret), let other), (let other, .secret(let secret)):
            return other.text.map { secret.isSame(as: $0) } ?? false
        default:
            guard let this = text, let that = other.text else { return false }
            return this.utf8.elementsEqual(that.utf8)
        }
    }

    /// For `<`, `<=`, `>`, `>=`; `nil` when the two have no order. Texts have none: "9" is not more than "100".
    func precedes(_ other: Value) -> Bool? {
        switch (self, other) {
        case (.number(let this), .number(let that)): this.precedes(that)
        case (.duration(let this), .duration(let that)): this < that
        case (.time(let this), .time(let that)): this < that
        default: nil
        }
    }

    /// The kind of the value in words, for messages.
    var kindName: String {
        switch self {
        case .text: "a string"
        case .number: "a number"
        case .flag: "a flag"
        case .duration: "a duration"
        case .time: "a time"
        case .host: "a host"
        case .secret: "a secret"
        case .list: "a list"
        case .record: "a record"
        case .none: "none"
        case .unknown: "not known"
        }
    }
}
