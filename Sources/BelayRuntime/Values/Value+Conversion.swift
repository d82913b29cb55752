import BelayData
import BelaySyntax

/// JSON and YAML, read and written. Both ways lead back: what is written reads as the same value.
extension Value {
    /// A text read as JSON or YAML. The problem says where it is.
    init(reading text: String, by conversion: Conversion) throws(ReadingProblem) {
        switch conversion {
        case .readAsJSON:
            do throws(JSONError) {
                self = Value(try DataValue(parsing: text))
            } catch {
                throw ReadingProblem(message: "is not JSON: \(error.message), at \(error.position)")
            }
        case .readAsYAML:
            self = Value(try Value.reading { () throws(YAMLError) in try YAML.read(text) })
        case .readAsDocuments:
            let documents = try Value.reading { () throws(YAMLError) in try YAML.documents(text) }
            self = .list(documents.map { Value($0) })
        case .writtenAsJSON, .writtenAsYAML: preconditionFailure("this writes")
        }
    }

    private static func reading<Read>(_ read: () throws(YAMLError) -> Read) throws(ReadingProblem) -> Read {
        do throws(YAMLError) {
            return try read()
        } catch {
            throw ReadingProblem(message: "is not YAML that Belay reads: \(error.message), at \(error.position)")
        }
    }

    /// JSON on one line; YAML in blocks.
    func written(by conversion: Conversion) -> String {
        switch conversion {
        case .writtenAsJSON: DataValue(self).text
        case .writtenAsYAML: YAML.text(of: DataValue(self))
        case .readAsJSON, .readAsYAML, .readAsDocuments: preconditionFailure("this reads")
        }
    }

    /// With the text of every secret in its place. It is hidden from then on.
    func revealed(hiding redactor: Redactor) -> Value {
        switch self {
        case .secret(let secret): .text(secret.revealed(hiding: redactor))
        case .list(let elements): .list(elements.map { $0.revealed(hiding: redactor) })
        case .record(let fields):
            .record(fields.map { Field(name: $0.name, value: $0.value.revealed(hiding: redactor)) })
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: self
        }
    }
}
