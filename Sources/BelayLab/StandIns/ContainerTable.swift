/// Containers as `docker ps` shows them: columns as wide as their widest cell and three spaces, and never under twenty.
struct ContainerTable {
    let containers: [Container]
    /// True if ids and commands are shown whole.
    let isWhole: Bool

    private static let heading = ["CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"]

    /// The image of etcd as some registries have it.
    private static let renamed = "registry.example.com/mirror/etcd-amd64:2.2.1"

    var text: String { Self.aligned([Self.heading] + containers.compactMap(row)) }

    static func aligned(_ rows: [[String]]) -> String {
        let widths = heading.indices.map { column in max(20, (rows.map { $0[column].count }.max() ?? 0) + 3) }
        return rows.map { row in
            let padded = zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return padded.joined() + (row.last ?? "") + "\n"
        }
        .joined()
    }

    /// Nil when the container is gone.
    private func row(_ container: Container) -> [String]? {
        guard let pod = try? container.pod else { return nil }
        let age = Self.spoken(container.age)
        return [
            isWhole ? container.id : container.shortId, KopsFault.imageRenamed.holds ? Self.renamed : pod.image,
            Self.shown(pod.command, isWhole: isWhole),
            "\(age) ago", "Up \(age)", "", container.name,
        ]
    }

    private static func shown(_ command: [String], isWhole: Bool) -> String {
        let text = command.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
        return isWhole || text.count <= 20 ? "\"\(text)\"" : "\"\(text.prefix(19))…\""
    }

    /// A time in seconds in docker's words.
    static func spoken(_ seconds: Double) -> String {
        let seconds = Int(seconds)
        switch seconds {
        case ..<1: return "Less than a second"
        case 1: return "1 second"
        case ..<60: return "\(seconds) seconds"
        case ..<120: return "About a minute"
        case ..<3600: return "\(seconds / 60) minutes"
        case ..<7200: return "About an hour"
        default: return "\(seconds / 3600) hours"
        }
    }
}
