public import BelaySyntax

public struct Binding: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var type: ValueType
    public var value: ValueExpression

    public init(name: String, target: Variable.Reference, type: ValueType, value: ValueExpression) {
        self.name = name
        self.target = target
        self.type = type
        self.value = value
    }
}

/// `let t = edit yaml $text { ... }`, `let t = edit json $text { ... }`
public struct Edit: Sendable {
    public struct Change: Sendable {
        public var verb: EditChangeSyntax.Verb
        public var path: [Variable.Access]
        public var value: ValueExpression?
        /// The path as written, for messages.
        public var source: String

        public init(verb: EditChangeSyntax.Verb, path: [Variable.Access], value: ValueExpression?, source: String) {
            self.verb = verb
            self.path = path
            self.value = value
            self.source = source
        }
    }

    public var name: String
    public var target: Variable.Reference
    public var format: EditFormat
    public var subject: ValueExpression
    public var changes: [Change]

    public init(
        name: String, target: Variable.Reference, format: EditFormat, subject: ValueExpression, changes: [Change]
    ) {
        self.name = name
        self.target = target
        self.format = format
        self.subject = subject
        self.changes = changes
    }
}

public struct Ask: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var type: ValueType
    public var defaultValue: ValueExpression?
    public var text: ValueExpression

    public init(
        name: String, target: Variable.Reference, type: ValueType, defaultValue: ValueExpression?,
        text: ValueExpression
    ) {
        self.name = name
        self.target = target
        self.type = type
        self.defaultValue = defaultValue
        self.text = text
    }
}

/// A name that a statement binds, and where its value is kept.
public struct BoundName: Sendable {
    public var name: String
    public var target: Variable.Reference
    public var type: ValueType

    init(_ binding: Binding) { (name, target, type) = (binding.name, binding.target, binding.type) }
    init(_ edit: Edit) { (name, target, type) = (edit.name, edit.target, edit.type) }
    init(_ ask: Ask) { (name, target, type) = (ask.name, ask.target, ask.type) }
}

extension Edit {
    /// A text with a secret in it is a secret.
    public var type: ValueType {
        subject.type.isSecret || changes.contains { $0.value?.type.isSecret ?? false } ? .secret : .text
    }

    var values: [ValueExpression?] {
        [subject] + changes.flatMap { $0.path.compactMap(\.value) + [$0.value].compactMap(\.self) }
    }
}
