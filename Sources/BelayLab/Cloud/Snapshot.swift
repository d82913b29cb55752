import Glibc

/// A copy of a volume as the cloud keeps it, with all that the volume held when it was asked for.
struct Snapshot: Hashable, Sendable {
    /// As the cloud names it: `snap-0c4f1e2d3b5a69788`.
    var id: String
    var volume: String
    var description: String
    /// When it was asked for, in seconds since 1970.
    var started: Int
    var tags: [String: String]
    /// True if the cloud could not complete it, and never will.
    var isFailed = false

    /// Seconds until it is complete.
    private static let duration = 1

    /// As the cloud names it, at a moment in seconds since 1970.
    func state(at moment: Int = time(nil)) -> String {
        if isFailed { return "error" }
        return moment >= started + Self.duration ? Self.completed : "pending"
    }

    static let completed = "completed"
}

extension Snapshot {
    var fields: Fields {
        var values = ["volume": volume, "description": description, "started": String(started)]
        values["failed"] = isFailed ? "yes" : "no"
        for (name, value) in tags { values["tag:\(name)"] = value }
        return Fields(values)
    }

    init(id: String, _ fields: Fields) throws(LabFailure) {
        self.init(
            id: id, volume: try fields["volume"], description: try fields["description"],
            started: try fields.number("started"), tags: fields.all(behind: "tag:"),
            isFailed: try fields["failed"] == "yes")
    }
}

extension Fields {
    /// Those whose names begin so, without that beginning.
    func all(behind beginning: String) -> [String: String] {
        var found: [String: String] = [:]
        for name in names where name.hasPrefix(beginning) {
            found[String(name.dropFirst(beginning.count))] = self[optional: name]
        }
        return found
    }
}

extension Cloud {
    private var snapshotFolder: String { "\(folder)/snapshots" }

    /// The oldest first.
    var snapshots: [Snapshot] {
        get throws(LabFailure) {
            var found: [Snapshot] = []
            for name in Files.names(in: snapshotFolder) where !name.hasPrefix(".") {
                found.append(try Snapshot(id: name, Fields(text: Files.read("\(snapshotFolder)/\(name)"))))
            }
            return found.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
        }
    }

    func put(_ snapshot: Snapshot) throws(LabFailure) {
        try Files.makeFolder(snapshotFolder)
        try Files.replace("\(snapshotFolder)/\(snapshot.id)", with: snapshot.fields.text)
    }

    func remove(_ snapshot: Snapshot) throws(LabFailure) {
        unlink("\(snapshotFolder)/\(snapshot.id)")
        try ChildProgram.require("rm", "-rf", LabFolder.snapshot(snapshot.id))
    }
}
