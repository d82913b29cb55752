public import BelayData

/// A parameter file: a mapping in YAML from names to values.
public struct ParameterFile: Sendable {
    /// As it was given.
    public let name: String
    public var members: [(name: String, value: DataValue)]

    /// Reads `--params FILE`; JSON is YAML too.
    public init(_ name: String, _ surroundings: Surroundings) throws(ParameterProblem) {
        self.name = name
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try FileBytes(surroundings.absolute(name)).whole()
        } catch {
            throw ParameterProblem(message: "the parameter file \(name) \(error.words)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ParameterProblem(message: "the parameter file \(name) is not UTF-8")
        }
        members = try Self.read(text, name)
    }

    private static func read(_ text: String, _ name: String) throws(ParameterProblem) -> [(
        name: String, value: DataValue
    )] {
        do throws(YAMLError) {
            let data = try YAML.read(text)
            if data.isNull { return [] }
            if let object = data.object { return object.members.map { ($0.key, $0.value) } }
        } catch {
            throw ParameterProblem(message: "\(name):\(error.position.line):\(error.position.column): \(error.message)")
        }
        throw ParameterProblem(message: "\(name) is not a mapping from names to values", help: ["cluster: example.com"])
    }
}

extension DataValue {
    /// The text of one plain value.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.written
        case .bool(let flag): flag ? "yes" : "no"
        case .null, .array, .object: nil
        }
    }
}
