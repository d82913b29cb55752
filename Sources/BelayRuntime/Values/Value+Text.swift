import BelayData
import BelayLanguage

extension Value {
    /// The value as one text or one word; `nil` for `none`, for what is not known, for what has several parts, and for a
    /// secret.
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.text
        case .flag(let flag): flag ? "yes" : "no"
        case .duration(let duration): Value.text(of: duration)
        case .time(let time): time.text
        case .host(let host): host.name
        case .secret, .list, .record, .none, .unknown: nil
        }
    }

    /// The text of a secret too, which is hidden from now on.
    func text(hiding redactor: Redactor) -> String? {
        if case .secret(let secret) = self { secret.revealed(hiding: redactor) } else { text }
    }

    /// The reason why a value without a text cannot be used as one: a sentence without its subject.
    var isNoText: String {
        switch self {
        case .list(let elements): "is a list of \(elements.count), expected one word"
        case .record: "is a record, expected one word"
        case .none: "is none here"
        case .unknown: "has no value"
        case .text, .number, .flag, .duration, .time, .host, .secret: preconditionFailure("this has a text")
        }
    }

    /// For messages: texts as they are, lists in brackets, secrets hidden.
    public var shown: String {
        switch self {
        case .text, .number, .flag, .duration, .time, .host: text ?? ""
        case .secret: "[secret]"
        case .list(let elements): "[" + elements.map(\.shown).joined(separator: ", ") + "]"
        case .record(let fields):
            "[" + fields.map { "\($0.name)=\($0.value.shown)" }.joined(separator: ", ") + "]"
        case .none: "none"
        case .unknown(let name): "‹\(name)›"
        }
    }

    /// In the largest units that say it exactly: `1h30m`, `500ms`.
    static func text(of duration: Duration) -> String { DurationLiteral.text(of: duration) }

    /// The name of the first part that is not known before the run, if any.
    var unknownName: String? {
        switch self {
        case .unknown(let name): return name
        case .list(let elements):
            for element in elements { if let name = element.unknownName { return name } }
            return nil
        case .record(let fields):
            for field in fields { if let name = field.value.unknownName { return name } }
            return nil
        case .text, .number, .flag, .duration, .time, .host, .secret, .none: return nil
        }
    }
}
