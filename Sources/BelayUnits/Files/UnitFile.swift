/// The text of a unit: sections of assignments in their order, with those of its drop-ins after its own.
struct UnitFile: Hashable, Sendable {
    struct Assignment: Hashable, Sendable {
        var key: String
        var value: String
    }

    private(set) var sections: [String: [Assignment]] = [:]
    /// The files that it was read from, as `systemctl cat` shows them: path and text.
    private(set) var sources: [Source] = []

    struct Source: Hashable, Sendable {
        var path: String
        var text: String
    }

    /// Adds what a file or a drop-in says. A line that is none is passed over, as systemd does.
    mutating func add(_ text: String, from path: String) {
        sources.append(Source(path: path, text: text))
        var section = ""
        for line in Self.logicalLines(of: text) {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = String(line.dropFirst().dropLast())
            } else if let equals = line.firstIndex(of: "=") {
                let key = Self.trimmed(line[..<equals])
                let value = Self.trimmed(line[line.index(after: equals)...])
                sections[section, default: []].append(Assignment(key: key, value: value))
            }
        }
    }

    /// All values of a key that is a list. An empty one forgets those before it.
    func list(_ section: String, _ key: String) -> [String] {
        var values: [String] = []
        for assignment in sections[section] ?? [] where assignment.key == key {
            if assignment.value.isEmpty { values = [] } else { values.append(assignment.value) }
        }
        return values
    }

    /// The last value of a key; nil if it is not there, or was emptied.
    func value(_ section: String, _ key: String) -> String? {
        let last = (sections[section] ?? []).last { $0.key == key }?.value
        return last == "" ? nil : last
    }

    func flag(_ section: String, _ key: String, otherwise absent: Bool) -> Bool {
        switch value(section, key)?.lowercased() {
        case "1", "yes", "y", "true", "t", "on": true
        case "0", "no", "n", "false", "f", "off": false
        default: absent
        }
    }

    /// Lines without comments; one that ends with a backslash continues, across comments, in the next.
    private static func logicalLines(of text: String) -> [String] {
        var lines: [String] = []
        var open: String?
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = trimmed(raw)
            if line.hasPrefix("#") || line.hasPrefix(";") { continue }
            let whole = open.map { $0 + " " + line } ?? line
            if whole.hasSuffix("\\") {
                open = String(whole.dropLast())
            } else {
                open = nil
                if !whole.isEmpty { lines.append(whole) }
            }
        }
        if let open, !open.isEmpty { lines.append(open) }
        return lines
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let start = text.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }
}
