import BelayData
import BelayLanguage
import BelayRuntime

/// The written form of a value: texts, numbers, flags, lists, records and `none` as JSON's own; the rest as an object
/// with one member whose name begins with `$`, such as `{"$duration":1.5}`.
///
/// A secret is written as `{"$secret":true}` and comes back as an empty one: a resumed run asks for it again.
extension Value {
    var written: DataValue { written(depth: 0) }

    /// Readers of JSON bound the nesting: what lies deeper than this is written as a text of JSON.
    private static var deepest: Int { 100 }
    /// Records of more fields are written in the form that takes linear time.
    private static var manyFields: Int { 64 }

    private func written(depth: Int) -> DataValue {
        if depth >= Self.deepest, isNested { return Self.tagged("$json", .string(written.text)) }
        switch self {
        case .text(let text): return .string(text)
        case .number(let number):
            if let plain = DataValue.Number(number.text) { return .number(plain) }
            return Self.tagged("$number", .string(number.text))
        case .flag(let flag): return .bool(flag)
        case .duration(let duration):
            guard let seconds = DataValue.Number(duration.writtenSeconds) else {
                preconditionFailure("a duration is written as a number")
            }
            return Self.tagged("$duration", .number(seconds))
        case .time(let time): return Self.tagged("$time", .string(time.text))
        case .host(let host): return Self.tagged("$host", .string(host.name))
        case .secret: return Self.tagged("$secret", .bool(true))
        case .list(let elements): return .array(elements.map { $0.written(depth: depth + 1) })
        case .record(let fields): return Self.written(fields, depth: depth)
        case .none: return .null
        case .unknown(let name): return Self.tagged("$unknown", .string(name))
        }
    }

    private var isNested: Bool {
        switch self {
        case .list, .record: true
        case .text, .number, .flag, .duration, .time, .host, .secret, .none, .unknown: false
        }
    }

    private static func written(_ fields: [Field], depth: Int) -> DataValue {
        let isPlain =
            fields.count <= manyFields && fields.first?.name.hasPrefix("$") != true
            && Set(fields.map { Array($0.name.utf8) }).count == fields.count
        guard isPlain else {
            let pairs = fields.map { DataValue.array([.string($0.name), $0.value.written(depth: depth + 3)]) }
            return tagged("$fields", .array(pairs))
        }
        var object = DataValue.Object()
        for field in fields { object[field.name] = field.value.written(depth: depth + 1) }
        return .object(object)
    }

    private static func tagged(_ name: String, _ value: DataValue) -> DataValue {
        var object = DataValue.Object()
        object[name] = value
        return .object(object)
    }

    init(written json: DataValue) throws(Members.Mismatch) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .flag(flag)
        case .number(let number):
            self = .number(Number(number))
        case .string(let text): self = .text(text)
        case .array(let elements):
            var values: [Value] = []
            for element in elements { values.append(try Value(written: element)) }
            self = .list(values)
        case .object(let object):
            if let first = object.members.first, object.count == 1, first.key.hasPrefix("$") {
                self = try Value(tag: first.key, first.value)
            } else {
                var fields: [Field] = []
                for member in object.members {
                    fields.append(Field(name: member.key, value: try Value(written: member.value)))
                }
                self = .record(fields)
            }
        }
    }

    private init(tag: String, _ json: DataValue) throws(Members.Mismatch) {
        switch (tag, json) {
        case ("$number", .string(let text)):
            guard let number = NumberLiteral(text) else { throw Members.Mismatch() }
            self = .number(number.value)
        case ("$duration", .number(let seconds)):
            guard let duration = Duration(writtenSeconds: seconds.text) else { throw Members.Mismatch() }
            self = .duration(duration)
        case ("$time", .string(let text)):
            guard let time = Moment(text) else { throw Members.Mismatch() }
            self = .time(time)
        case ("$host", .string(let name)): self = .host(Host(name))
        case ("$secret", .bool): self = .secret(Secret(""))
        case ("$unknown", .string(let name)): self = .unknown(name)
        case ("$json", .string(let text)):
            guard let inner = try? DataValue(parsing: text) else { throw Members.Mismatch() }
            try self.init(written: inner)
        case ("$fields", .array(let pairs)):
            var fields: [Field] = []
            for pair in pairs {
                guard let parts = pair.array, parts.count == 2, let name = parts[0].string else {
                    throw Members.Mismatch()
                }
                fields.append(Field(name: name, value: try Value(written: parts[1])))
            }
            self = .record(fields)
        default: throw Members.Mismatch()
        }
    }
}
