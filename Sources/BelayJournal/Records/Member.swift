import BelayData
import BelayRuntime
import BelaySource

typealias Member = (name: String, value: DataValue)

/// Left out when there is nothing to say.
func optional(_ name: String, _ text: String?) -> [Member] { text.map { [(name, .string($0))] } ?? [] }

/// Left out when there is nothing to say.
func optional(_ name: String, _ value: DataValue?) -> [Member] { value.map { [(name, $0)] } ?? [] }

/// Left out when it is no.
func optional(_ name: String, if flag: Bool) -> [Member] { flag ? [(name, .bool(true))] : [] }

/// Left out when there is nothing to say.
func list(_ name: String, _ elements: [DataValue]) -> [Member] { elements.isEmpty ? [] : [(name, .array(elements))] }

extension DataValue {
    static func seconds(_ duration: Duration) -> DataValue {
        guard let number = Number(duration.writtenSeconds) else {
            preconditionFailure("a duration is written as a number")
        }
        return .number(number)
    }

    static func step(_ step: StepPath) -> DataValue { .string(step.written) }

    /// The number of its file, and where it begins and ends there in bytes.
    static func span(_ span: Span) -> DataValue {
        .array([.number(span.file.rawValue), .number(span.start), .number(span.end)])
    }

    static func strings(_ texts: [String]) -> DataValue { .array(texts.map { .string($0) }) }

    static func members(_ members: [Member]) -> DataValue {
        var object = Object()
        for member in members { object[member.name] = member.value }
        return .object(object)
    }
}
