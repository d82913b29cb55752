public import BelayReporting
public import BelayRuntime

/// A value as a session shows it: lists of records as a table, other lists one element per line.
public struct ValueTable {
    private let value: Value
    private let width: Int?

    public init(_ value: Value, width: Int?) {
        self.value = value
        self.width = width
    }

    public var rows: [StyledText] {
        switch value {
        case .list(let elements): elements.isEmpty ? [StyledText("none", .quiet)] : rows(of: elements)
        case .record(let fields): rows(of: fields)
        case .text(let text): lines(of: text)
        case .none: [StyledText("none", .quiet)]
        case .number, .flag, .duration, .time, .host, .secret, .unknown: [StyledText(value.shown)]
        }
    }

    public func rendered(in palette: Palette) -> String {
        rows.flatMap { $0.wrapped(to: width) }.map { $0.rendered(in: palette) + "\n" }.joined()
    }

    private func lines(of text: String) -> [StyledText] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { StyledText(String($0)) }
    }

    /// One field per line.
    private func rows(of fields: [Value.Field]) -> [StyledText] {
        let names = fields.map { StyledText($0.name, .quiet) }
        let nameWidth = names.map(\.columns).max() ?? 0
        return zip(names, fields).map { name, field in
            var row = name
            row.pad(to: nameWidth + 2)
            row.append(field.value.shown)
            return row
        }
    }

    private func rows(of elements: [Value]) -> [StyledText] {
        let records = elements.compactMap { element -> [Value.Field]? in
            if case .record(let fields) = element { fields } else { nil }
        }
        guard records.count == elements.count else { return elements.map { StyledText($0.shown) } }
        var names: [String] = []
        for field in records.joined() where !names.contains(field.name) { names.append(field.name) }
        let cells = records.map { fields in
            names.map { name in fields.first { $0.name == name }.map { StyledText($0.value.shown) } ?? StyledText() }
        }
        let widths = names.indices.map { column in
            max(StyledText(names[column]).columns, cells.map { $0[column].columns }.max() ?? 0)
        }
        let all = [names.map { StyledText($0, .heading) }] + cells
        return all.map { Self.row($0, widths).cut(to: width ?? .max) }
    }

    private static func row(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
        var row = StyledText()
        var column = 0
        for (index, cell) in cells.enumerated() {
            if !cell.isEmpty {
                row.pad(to: column)
                row.append(cell)
            }
            column += widths[index] + 2
        }
        return row
    }
}
