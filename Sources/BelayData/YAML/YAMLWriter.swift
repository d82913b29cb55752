/// Writes values as YAML in a document's style.
struct YAMLWriter {
    var style: YAMLStyle
    /// Strings of several lines may become literal blocks.
    var usesBlocks = true

    /// The text after the colon of a key or the dash of an element in this column: a space and the value, or lines
    /// below, or both.
    func text(of value: DataValue, under column: Int, isElement: Bool) -> String {
        switch value {
        case .null, .bool, .number: return " " + inline(value, inFlow: false)
        case .string(let text):
            guard usesBlocks, let block = YAMLText(text).block else { return " " + inline(value, inFlow: false) }
            let margin = self.margin(column + (isElement ? style.element : style.mapping))
            return " " + block.indicator + block.lines.map { style.lineEnd + ($0.isEmpty ? "" : margin) + $0 }.joined()
        case .array(let elements):
            if elements.isEmpty { return " []" }
            let inner = column + (isElement ? style.element : style.list)
            let lines = elements.map { element($0, in: inner) }
            return joined(lines, under: column, in: inner, isElement: isElement)
        case .object(let object):
            if object.isEmpty { return " {}" }
            let inner = column + (isElement ? style.element : style.mapping)
            let lines = object.members.map { member($0.key, $0.value, in: inner) }
            return joined(lines, under: column, in: inner, isElement: isElement)
        }
    }

    /// A member of a block mapping whose keys are in this column; its first line without the margin.
    func member(_ key: String, _ value: DataValue, in column: Int) -> String {
        YAMLText(key).inline(inFlow: false) + ":" + text(of: value, under: column, isElement: false)
    }

    /// An element of a block list whose dashes are in this column; its first line without the margin.
    func element(_ value: DataValue, in column: Int) -> String {
        "-" + text(of: value, under: column, isElement: true)
    }

    func margin(_ column: Int) -> String { String(repeating: " ", count: column) }

    /// The first entry of an element is on the line of its dash.
    private func joined(_ entries: [String], under column: Int, in inner: Int, isElement: Bool) -> String {
        let between = style.lineEnd + margin(inner)
        return (isElement ? margin(inner - column - 1) : between) + entries.joined(separator: between)
    }

    /// On one line, in brackets and braces.
    func inline(_ value: DataValue, inFlow: Bool = true) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): YAMLText(text).inline(inFlow: inFlow)
        case .array(let elements): "[" + elements.map { inline($0) }.joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.members.map { inlineMember($0.key, $0.value) }.joined(separator: ", ") + "}"
        }
    }

    func inlineMember(_ key: String, _ value: DataValue) -> String {
        YAMLText(key).inline(inFlow: true) + ": " + inline(value)
    }
}
