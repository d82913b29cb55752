public import BelayData

/// What a tool was given, read by its names.
public struct ToolArguments: Sendable {
    private let members: DataValue.Object

    /// - Parameter schema: has the names that there are.
    init(_ members: DataValue.Object, of tool: Tool) throws(ToolRefusal) {
        let known = tool.input.names
        for name in members.keys where !known.contains(name) {
            throw ToolRefusal(
                "`\(tool.name)` has no argument `\(name)`",
                help: known.isEmpty ? ["it takes none"] : ["it takes \(known.joined(separator: ", "))"])
        }
        self.members = members
    }

    public func string(_ name: String) throws(ToolRefusal) -> String {
        guard let value = try optionalString(name) else { throw ToolRefusal("the argument `\(name)` is missing") }
        return value
    }

    public func optionalString(_ name: String) throws(ToolRefusal) -> String? {
        guard let value = given(name) else { return nil }
        guard let text = value.string else { throw Self.wrong(name, "a string") }
        // No file, no argument of a program and no text of a terminal has one.
        if text.utf8.contains(0) { throw ToolRefusal("the argument `\(name)` has a null character in it") }
        return text
    }

    /// - Parameter range: what it may be.
    public func optionalNumber(_ name: String, in range: ClosedRange<Double>) throws(ToolRefusal) -> Double? {
        guard let value = given(name) else { return nil }
        guard let number = value.double, range.contains(number) else {
            throw Self.wrong(name, "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        return number
    }

    /// The members of an object; none where it was not given.
    public func mapping(_ name: String) throws(ToolRefusal) -> DataValue.Object {
        guard let value = given(name) else { return DataValue.Object() }
        guard let object = value.object else { throw Self.wrong(name, "an object from names to values") }
        return object
    }

    /// Null is as good as nothing.
    private func given(_ name: String) -> DataValue? { members[name].flatMap { $0.isNull ? nil : $0 } }

    private static func wrong(_ name: String, _ wanted: String) -> ToolRefusal {
        ToolRefusal("the argument `\(name)` must be \(wanted)")
    }
}
