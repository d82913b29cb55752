/// One thing of the cloud that an update makes or changes, as kops shows it.
struct CloudTask: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        var field: String
        var value: String
    }

    /// `EBSVolume/b.etcd-main.example.com`
    var name: String
    var lines: [Line]

    init(_ name: String, _ lines: [(String, String)]) {
        self.name = name
        self.lines = lines.map { Line(field: $0.0, value: $0.1) }
    }

    static func change(_ old: String, _ new: String) -> String { " \(old) -> \(new)" }

    static func tags(_ tags: [String: String]) -> String {
        "{" + tags.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }

    /// With its fields by name.
    var sorted: CloudTask {
        var task = self
        task.lines.sort { $0.field < $1.field }
        return task
    }

    var text: String {
        let rows = lines.map { line in
            let spaces = String(repeating: " ", count: max(0, 20 - line.field.count))
            // A value of several lines begins below its name.
            let gap = line.value.hasPrefix("\n") ? "" : "\t"
            return "  \t\(line.field)\(spaces)\(gap)\(line.value)\n"
        }
        return "  \(name)\n" + rows.joined() + "\n"
    }
}
