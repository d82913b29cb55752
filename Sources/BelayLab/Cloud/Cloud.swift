import Glibc

/// The cloud as the lab keeps it: a folder with a small file for each thing in it. kops and aws read and change it, and so do
/// the nodes; `CloudService` makes it so.
///
/// A file is replaced at once, so that a reader never sees half of one. Whoever changes what it has read holds the lock
/// from before the reading.
struct Cloud: Hashable, Sendable {
    let folder: String

    /// The lab's own. A node sees it at the same place.
    static let here = Cloud(folder: LabFolder.cloud)

    /// The address of a name in DNS before its machine is up.
    static let placeholder = "203.0.113.123"

    /// Makes the folder, with nothing in it.
    func make() throws(LabFailure) {
        for part in ["groups", "instances", "volumes", "names", "hosts", "up", "faults"] {
            try Files.makeFolder("\(folder)/\(part)", mode: 0o755)
        }
    }

    /// Nobody else changes anything at the time. Not to be nested.
    func whileLocked<Answer>(_ body: () throws(LabFailure) -> Answer) throws(LabFailure) -> Answer {
        let file = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try require(file, "cannot lock the cloud")
        defer { close(file) }
        while flock(file, LOCK_EX) < 0 {
            if errno != EINTR { throw .system("cannot lock the cloud") }
        }
        return try body()
    }
}

extension Cloud {
    /// Sorted by name.
    var groups: [AutoscalingGroup] {
        get throws(LabFailure) {
            try all("groups") { (name, fields) throws(LabFailure) in try AutoscalingGroup(name: name, fields) }
        }
    }

    func group(named name: String) throws(LabFailure) -> AutoscalingGroup? { try groups.first { $0.name == name } }

    /// Adds it or replaces the one of its name.
    func put(_ group: AutoscalingGroup) throws(LabFailure) { try put(group.fields, "groups/\(group.name)") }

    /// Its instances are terminated.
    func remove(_ group: AutoscalingGroup) { unlink("\(folder)/groups/\(group.name)") }

    /// Sorted by id.
    var volumes: [Volume] {
        get throws(LabFailure) {
            try all("volumes") { (id, fields) throws(LabFailure) in try Volume(id: id, fields) }
        }
    }

    /// Adds it or replaces the one of its id. Its storage is made when it is first attached.
    func put(_ volume: Volume) throws(LabFailure) { try put(volume.fields, "volumes/\(volume.id)") }

    /// The first launched first.
    var instances: [Instance] {
        get throws(LabFailure) {
            try all("instances") { (id, fields) throws(LabFailure) in try Instance(id: id, fields) }
                .sorted { ($0.launched, $0.id) < ($1.launched, $1.id) }
        }
    }

    func instance(_ id: String) throws(LabFailure) -> Instance? { try instances.first { $0.id == id } }

    func put(_ instance: Instance) throws(LabFailure) { try put(instance.fields, "instances/\(instance.id)") }

    /// Asks for its end. Its group boots another in its place if it is to have as many.
    func terminate(_ instance: Instance) throws(LabFailure) {
        try whileLocked { () throws(LabFailure) in
            guard var instance = try self.instance(instance.id), instance.isAlive else { return }
            instance.state = .shuttingDown
            try put(instance)
        }
    }

    private func all<Thing>(
        _ kind: String, _ read: (String, Fields) throws(LabFailure) -> Thing
    ) throws(LabFailure) -> [Thing] {
        var things: [Thing] = []
        for name in Files.names(in: "\(folder)/\(kind)") where !name.hasPrefix(".") {
            let path = "\(folder)/\(kind)/\(name)"
            guard let text = try? Files.read(path) else { continue }
            things.append(try read(name, Fields(text: text)))
        }
        return things
    }

    private func put(_ fields: Fields, _ name: String) throws(LabFailure) {
        try Files.replace("\(folder)/\(name)", with: fields.text)
    }
}
