import BelayData
import BelayLanguage

extension Value {
    /// The value as this type, or the reason why it does not have it: what comes out of a record is checked
    /// here for the first time.
    ///
    /// A number or a flag is a text as it is spelled; a text is never a number, a flag or a duration, since nothing has
    /// read it as one. `none` is not a value yet, and what is not known is let through: both say so where they are
    /// used.
    func checked(as type: ValueType) throws(Misfit) -> Value {
        switch (type, self) {
        case (.any, _), (_, .none), (_, .unknown): return self
        case (.number, .number), (.flag, .flag), (.duration, .duration), (.time, .time),
            (.record, .record), (.secret, .secret):
            return self
        case (.list(let element), .list(let values)):
            var checked: [Value] = []
            for (index, value) in values.enumerated() {
                do throws(Misfit) {
                    checked.append(try value.checkedElement(as: element))
                } catch {
                    throw Misfit(what: error.what, wanted: error.wanted, place: "[\(index)]" + error.place)
                }
            }
            return .list(checked)
        // JSON has no times: they are texts or numbers there.
        case (.time, .text(let text)): if let time = Moment(text) { return .time(time) }
        case (.time, .number(let number)):
            if let time = number.decimal.flatMap({ Moment(secondsSinceEpoch: $0) }) { return .time(time) }
        case (.text, .secret), (.path, .secret), (.host, .secret), (.choice, .secret): break
        case (.text, _), (.path, _), (.choice, _), (.host, _), (.secret, _):
            guard let text else { break }
            return try Value.spelled(text, as: type)
        case (.number, _), (.flag, _), (.duration, _), (.time, _), (.record, _), (.list, _): break
        }
        throw Misfit(what: described, wanted: type)
    }

    /// An absent value has no place in a list.
    private func checkedElement(as type: ValueType) throws(Misfit) -> Value {
        if case .none = self, type != .any { throw Misfit(what: "none", wanted: type) }
        return try checked(as: type)
    }

    private static func spelled(_ text: String, as type: ValueType) throws(Misfit) -> Value {
        switch type {
        case .host:
            guard Host.isName(text) else { throw Misfit(what: excerpt(text), wanted: type) }
            return .host(Host(text))
        case .choice(let words):
            guard words.contains(text) else { throw Misfit(what: excerpt(text), wanted: type) }
            return .text(text)
        case .secret: return .secret(Secret(text))
        case .text, .path, .number, .flag, .duration, .time, .record, .list, .any: return .text(text)
        }
    }

    private var described: String {
        switch self {
        case .text(let text): "the string \(Value.excerpt(text))"
        case .number, .flag, .duration, .time, .host: "\(kindName), \(text ?? "")"
        case .list(let elements): "a list of \(elements.count)"
        case .secret, .record, .none, .unknown: kindName
        }
    }
}

/// A value that is not of the type that its place wants.
struct Misfit: Error {
    /// In words, such as `the string “many”`.
    var what: String
    var wanted: ValueType
    /// The position in a list, such as `[0]`; empty for the value itself.
    var place = ""

    /// A sentence without its subject.
    var message: String {
        let value = place.isEmpty ? "is \(what)" : "has \(what) at \(place)"
        return "\(value), expected \(wanted.described)"
    }
}

extension Host {
    /// One word that no program takes for an option.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && !text.startsWithBytes(of: "-") && !text.unicodeScalars.contains { $0.value <= 32 }
    }
}
