package import BelayData

/// A YAML text of mixed style with comments, what it says, and which value each of its lines belongs to.
package struct RandomDocument {
    package struct Line {
        package var text: String
        /// The innermost value that has a part of the line; nil for blank lines and text before all values.
        package var owner: [YAMLPath.Step]?
        package var isFlow = false
        /// Alone on its line; then the owner is the list or mapping around it.
        package var isComment = false
    }

    package private(set) var lines: [Line] = []
    package let tree: DataValue
    package var lineEnd = "\n"
    package var endsWithLineEnd = true

    private var mappingIndentation = 2
    private var listIndentation = 0
    private var count = 0

    package init(_ generator: inout SeededRandom) {
        tree = Self.tree(&generator, depth: 4)
        mappingIndentation = generator.pick([2, 2, 4])
        listIndentation = generator.pick([0, 0, 2])
        lineEnd = generator.onceIn(5) ? "\r\n" : "\n"
        if generator.onceIn(4) { lines.append(Line(text: "# first")) }
        if generator.onceIn(6) { lines.append(Line(text: "---")) }
        writeEntries(of: tree, in: 0, at: [], after: nil, &generator)
        endsWithLineEnd = !generator.onceIn(4)
    }

    package var text: String { lines.map(\.text).joined(separator: lineEnd) + (endsWithLineEnd ? lineEnd : "") }

    private static func tree(_ generator: inout SeededRandom, depth: Int) -> DataValue {
        var object = DataValue.Object()
        for _ in 0...generator.below(4) {
            object[generator.pick(["a", "b", "c", "name", "x.y", "é"])] = value(&generator, depth: depth - 1)
        }
        return .object(object)
    }

    private static func value(_ generator: inout SeededRandom, depth: Int) -> DataValue {
        switch generator.below(depth == 0 ? 5 : 9) {
        case 0: return .null
        case 1: return generator.pick([.bool(true), [], [:], 7, .number(-12)])
        case 2: return .string(generator.pick(["one\ntwo\n", "one\n\n  two", "three words here", "one\n\n"]))
        case 3, 4:
            return .string(
                generator.onceIn(3) ? randomText(&generator) : generator.pick(["x", "word", "10.0.0.4", "a:b", "é"]))
        case 5, 6: return tree(&generator, depth: depth)
        default:
            let isNamed = generator.onceIn(2)
            return .array(
                (0..<generator.below(4)).map { index in
                    guard isNamed, case .object(var object) = tree(&generator, depth: depth) else {
                        return value(&generator, depth: depth - 1)
                    }
                    object["name"] = .string("n\(index)")
                    return .object(object)
                })
        }
    }
}

extension RandomDocument {
    /// The entries of a list or mapping; the first continues the line that ends with a dash.
    private mutating func writeEntries(
        of value: DataValue, in column: Int, at path: [YAMLPath.Step], after dash: String?,
        _ generator: inout SeededRandom
    ) {
        let margin = String(repeating: " ", count: column)
        let entries: [(step: YAMLPath.Step, indicator: String, value: DataValue)] =
            value.object.map { $0.members.map { (.field($0.key), "\($0.key):", $0.value) } }
            ?? (value.array ?? []).enumerated().map { (.index($0.offset), "-", $0.element) }
        for (index, entry) in entries.enumerated() {
            let start = index == 0 ? dash ?? margin : margin
            if index > 0 || dash == nil, generator.onceIn(6) {
                lines.append(Line(text: margin + comment(&generator), owner: path, isComment: true))
            }
            write(entry.value, after: start + entry.indicator, in: column, at: path + [entry.step], &generator)
            if generator.onceIn(12) { lines.append(Line(text: "")) }
        }
    }

    private mutating func write(
        _ value: DataValue, after start: String, in column: Int, at path: [YAMLPath.Step],
        _ generator: inout SeededRandom
    ) {
        let isElement = if case .index = path.last { true } else { false }
        let remark = generator.onceIn(5) ? "  " + comment(&generator) : ""
        let isEmpty = value.array?.isEmpty ?? value.object?.isEmpty ?? true
        if isEmpty || generator.onceIn(8) {
            writeInline(value, after: start, in: column, at: path, remark, &generator)
        } else if isElement, !generator.onceIn(6) {
            writeEntries(of: value, in: column + 2, at: path, after: start + " ", &generator)
        } else {
            lines.append(Line(text: start + remark, owner: path))
            let isList = value.array != nil
            let deeper = isElement ? 2 : isList ? listIndentation : mappingIndentation
            writeEntries(of: value, in: column + deeper, at: path, after: nil, &generator)
        }
    }

    private mutating func writeInline(
        _ value: DataValue, after start: String, in column: Int, at path: [YAMLPath.Step], _ remark: String,
        _ generator: inout SeededRandom
    ) {
        let margin = String(repeating: " ", count: column + 2)
        switch value {
        case .null: lines.append(Line(text: start + generator.pick(["", " ~", " null"]) + remark, owner: path))
        case .string("one\ntwo\n"):
            lines.append(Line(text: start + " |" + remark, owner: path))
            for text in ["one", "two"] { lines.append(Line(text: margin + text, owner: path)) }
        case .string("one\n\n  two"):
            lines.append(Line(text: start + " |-" + remark, owner: path))
            for text in [margin + "one", "", margin + "  two"] { lines.append(Line(text: text, owner: path)) }
        case .string("three words here") where generator.onceIn(2):
            lines.append(Line(text: start + " three words", owner: path))
            lines.append(Line(text: margin + "here" + remark, owner: path))
        case .string(let text):
            let isSimple = ["x", "word", "10.0.0.4", "a:b", "é", "three words here"].contains(text)
            let written = isSimple ? generator.pick([text, text, "'\(text)'", "\"\(text)\""]) : value.text
            lines.append(Line(text: start + " " + written + remark, owner: path))
        case .bool, .number: lines.append(Line(text: start + " " + value.text + remark, owner: path))
        case .array, .object: lines.append(Line(text: start + " " + value.text + remark, owner: path, isFlow: true))
        }
    }

    /// No two are the same.
    private mutating func comment(_ generator: inout SeededRandom) -> String {
        count += 1
        return "# \(generator.pick(["see", "why: this", "- a", "'"])) \(count)"
    }
}
