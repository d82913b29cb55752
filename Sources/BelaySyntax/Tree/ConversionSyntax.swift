public import BelaySource

/// What makes a value of a text, or a text of a value, as it is written.
public enum Conversion: String, Hashable, Sendable, CaseIterable {
    case readAsJSON = "read as json"
    case readAsYAML = "read as yaml"
    /// All documents of a stream, as a list.
    case readAsDocuments = "read as yaml documents"
    case writtenAsJSON = "written as json"
    case writtenAsYAML = "written as yaml"

    /// The value is made of a text; otherwise the text of a value.
    public var reads: Bool {
        switch self {
        case .readAsJSON, .readAsYAML, .readAsDocuments: true
        case .writtenAsJSON, .writtenAsYAML: false
        }
    }

    /// As a message names it.
    public var format: String {
        switch self {
        case .readAsJSON, .writtenAsJSON: "JSON"
        case .readAsYAML, .readAsDocuments, .writtenAsYAML: "YAML"
        }
    }
}

/// `T read as yaml`, `V written as json`
public struct ConversionSyntax: Hashable, Sendable {
    public var subject: ExpressionSyntax
    public var conversion: Conversion
    public var span: Span

    public init(subject: ExpressionSyntax, conversion: Conversion, span: Span) {
        self.subject = subject
        self.conversion = conversion
        self.span = span
    }
}
