/// The meaning of `set`, `remove` and `append` on the tree alone. Editing a text must give the same result.
extension DataValue {
    enum Edit {
        case set(DataValue)
        case remove
        /// Adds at the end of the list.
        case append([DataValue])
    }

    /// - Parameter position: how many steps of the path lead to this value.
    func edited(_ edit: Edit, at path: YAMLPath, from position: Int = 0) throws(YAMLEditError) -> DataValue {
        guard position < path.steps.count else {
            return switch edit {
            case .set(let value): value
            case .remove: .null
            case .append(let elements): .array(try elementsToAppendTo(at: path) + elements)
            }
        }
        let isRemoval = if case .remove = edit { true } else { false }
        let isLast = position == path.steps.count - 1
        switch path.steps[position] {
        case .field(let name):
            var object = try members(at: path, position)
            let member = object[name]
            if isRemoval, member == nil { return self }
            object[name] = isRemoval && isLast ? nil : try (member ?? .null).edited(edit, at: path, from: position + 1)
            return .object(object)
        case .index, .selection:
            guard let index = try index(at: path, position) else {
                if isRemoval { return self }
                throw nothingSelected(at: path, position)
            }
            var elements = array ?? []
            if isRemoval, isLast {
                elements.remove(at: index)
            } else {
                elements[index] = try elements[index].edited(edit, at: path, from: position + 1)
            }
            return .array(elements)
        }
    }

    /// The position of the element that an index or a selection refers to; nil if there is none.
    func index(at path: YAMLPath, _ position: Int) throws(YAMLEditError) -> Int? {
        if isNull { return nil }
        guard let array else {
            throw YAMLEditError(
                path: path, message: "expected a list at \(Self.place(path, position)), found \(kind)")
        }
        switch path.steps[position] {
        case .field: return nil
        case .index(let index): return array.indices.contains(index) ? index : nil
        case .selection(let field, let value, let number):
            let found = array.indices.filter { array[$0][field]?.isSame(as: value, number) ?? false }
            guard found.count <= 1 else {
                throw YAMLEditError(
                    path: path,
                    message: "\(found.count) elements of \(Self.place(path, position)) have \(field)=\(value)")
            }
            return found.first
        }
    }

    private func members(at path: YAMLPath, _ position: Int) throws(YAMLEditError) -> Object {
        if isNull { return Object() }
        if let object { return object }
        throw YAMLEditError(
            path: path, message: "expected a mapping at \(Self.place(path, position)), found \(kind)")
    }

    private func elementsToAppendTo(at path: YAMLPath) throws(YAMLEditError) -> [DataValue] {
        if isNull { return [] }
        if let array { return array }
        throw YAMLEditError(path: path, message: "expected a list at \(path) to append to, found \(kind)")
    }

    private func nothingSelected(at path: YAMLPath, _ position: Int) -> YAMLEditError {
        let list = Self.place(path, position)
        guard let array, !array.isEmpty else {
            return YAMLEditError(path: path, message: "\(list) has no elements to choose from")
        }
        guard case .selection(let field, let value, _) = path.steps[position] else {
            let count = array.count == 1 ? "one element" : "\(array.count) elements, counted from 0"
            return YAMLEditError(path: path, message: "\(list) has \(count)")
        }
        let there = array.compactMap { $0[field]?.scalarText }.joined(separator: ", ")
        let known = there.isEmpty ? "none has a \(field)" : "there are \(there)"
        return YAMLEditError(path: path, message: "no element of \(list) has \(field)=\(value); \(known)")
    }

    private static func place(_ path: YAMLPath, _ position: Int) -> String {
        position == 0 ? "the document" : YAMLPath(Array(path.steps.prefix(position))).description
    }

    private func isSame(as text: String, _ number: BelayData.Number?) -> Bool {
        if let own = self.number, own.written.hasSameBytes(as: text) || BelayData.Number(own) == number { return true }
        return scalarText?.hasSameBytes(as: text) ?? false
    }

    /// As a selection compares it; nil for lists, mappings and what is absent.
    private var scalarText: String? {
        switch self {
        case .null, .array, .object: nil
        case .bool(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): text
        }
    }

    private var kind: String {
        switch self {
        case .null: "empty"
        case .bool(let value): "\(value)"
        case .number(let number): "the number \(number)"
        case .string: "a string"
        case .array: "a list"
        case .object: "a mapping"
        }
    }
}
