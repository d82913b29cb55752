import BelayData

/// Something to read, by its address.
public struct Resource: Sendable {
    public enum Form: String, Sendable {
        case markdown = "text/markdown"
        case plain = "text/plain"
    }

    public let uri: String
    let name: String
    let description: String
    let form: Form

    public init(_ uri: String, name: String, description: String, form: Form) {
        self.uri = uri
        self.name = name
        self.description = description
        self.form = form
    }

    var data: DataValue {
        [
            "uri": .string(uri), "name": .string(name), "description": .string(description),
            "mimeType": .string(form.rawValue),
        ]
    }

    /// As a template, whose address has names in braces.
    var template: DataValue {
        [
            "uriTemplate": .string(uri), "name": .string(name), "description": .string(description),
            "mimeType": .string(form.rawValue),
        ]
    }

    /// With its text.
    func contents(_ text: String) -> DataValue {
        ["uri": .string(uri), "mimeType": .string(form.rawValue), "text": .string(text)]
    }
}
