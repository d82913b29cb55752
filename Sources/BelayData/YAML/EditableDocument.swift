/// A text that is edited in place: everything that an edit does not concern stays byte for byte.
public protocol EditableDocument: Sendable {
    var text: String { get }

    /// Sets the value at the path. Missing mappings on the way are created; elements of lists must exist.
    mutating func set(_ path: YAMLPath, to value: DataValue) throws(YAMLEditError)

    /// Removes the value at the path, if there is one.
    mutating func remove(_ path: YAMLPath) throws(YAMLEditError)

    /// Adds a value at the end of a list, or of a list its elements. A list that is absent is made.
    mutating func append(_ value: DataValue, to path: YAMLPath) throws(YAMLEditError)
}
