import BelayData
public import BelayLanguage
import BelayRuntime

/// An answer to an `ask` as it is typed or given on the command line: it is read as a parameter is.
public enum GivenAnswer {
    /// As the interpreter reads answers: a list as one line per element, a record as JSON.
    public static func written(
        _ text: String, as type: ValueType, isNeeded: Bool, empty: String = #""""#
    ) throws(ParameterProblem) -> String {
        let value = try Value(given: text, as: type, isNeeded: isNeeded, empty: empty)
        let written: String
        switch value {
        case .list(let elements): written = elements.map { Self.line($0) }.joined(separator: "\n")
        case .record: written = DataValue(value).text
        case .text(let text): written = text
        case .number, .flag, .duration, .time, .host, .secret, .none, .unknown: written = text
        }
        guard case .list = value else { return written }
        let readAgain = try? Value(reading: written, as: type)
        if readAgain == value { return written }
        throw ParameterProblem(message: "has an element that is empty or longer than a line")
    }

    private static func line(_ element: Value) -> String {
        switch element {
        case .record, .list: DataValue(element).text
        case .secret(let secret): secret.asAnswer
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: element.shown
        }
    }
}
