public import BelayData

/// The JSON Schema of what a tool takes or gives: an object with these members and no others.
public struct ToolSchema: Sendable {
    private var properties = DataValue.Object()
    private var required: [String] = []

    public init() {}

    /// With a member more.
    /// - Parameter about: what it is, in a sentence; it stands in the schema as its description.
    public func adding(_ name: String, _ schema: DataValue, _ about: String, isRequired: Bool = true) -> ToolSchema {
        var copy = self
        var described = schema.object ?? DataValue.Object()
        described["description"] = .string(about)
        copy.properties[name] = .object(described)
        if isRequired { copy.required.append(name) }
        return copy
    }

    /// With a member that may be missing.
    public func allowing(_ name: String, _ schema: DataValue, _ about: String) -> ToolSchema {
        adding(name, schema, about, isRequired: false)
    }

    public var names: [String] { properties.keys }

    public var data: DataValue {
        var object = DataValue.Object()
        object["type"] = "object"
        object["properties"] = .object(properties)
        if !required.isEmpty { object["required"] = .array(required.map { .string($0) }) }
        object["additionalProperties"] = false
        return .object(object)
    }
}

extension DataValue {
    /// Fragments of schemas.
    public static let stringSchema: DataValue = ["type": "string"]
    public static let numberSchema: DataValue = ["type": "number"]
    public static let integerSchema: DataValue = ["type": "integer"]
    public static let flagSchema: DataValue = ["type": "boolean"]
    /// Any members: what each may be depends on the runbook.
    public static let mappingSchema: DataValue = ["type": "object"]

    public static func choiceSchema(_ words: [String]) -> DataValue {
        ["type": "string", "enum": .array(words.map { .string($0) })]
    }

    public static func listSchema(of element: DataValue) -> DataValue { ["type": "array", "items": element] }

    /// The same or null.
    public static func optionalSchema(_ schema: DataValue) -> DataValue { ["anyOf": [schema, ["type": "null"]]] }

    /// A text, or null where there is none.
    public static func optional(_ text: String?) -> DataValue { text.map { .string($0) } ?? .null }
}
