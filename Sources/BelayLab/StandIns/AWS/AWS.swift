import BelayData
import Glibc

/// aws for the machines, the volumes of the etcds and their snapshots, with `--output json`, which is also what it does unasked.
struct AWS {
    let words: [String]

    /// The client's status for what it or the cloud refuses.
    private static let refused: Int32 = 255

    func run() -> Int32 {
        do throws(LabFailure) {
            try perform()
            return 0
        } catch {
            complain("\n\(error.message)")
            return Self.refused
        }
    }

    private func perform() throws(LabFailure) {
        guard words.first == "ec2", let verb = words.dropFirst().first else {
            throw LabFailure("aws: error: the aws of this lab knows ec2 only")
        }
        let (lists, rest) = Self.splitLists(Array(words.dropFirst(2)))
        let filters = lists["filters"] ?? []
        let names = [
            "output", "volume-id", "description", "tag-specifications", "owner-ids", "snapshot-id", "availability-zone",
            "volume-type", "iops",
        ]
        let everywhere = ["region", "profile", "cli-connect-timeout", "cli-read-timeout"]
        let known = Dictionary(uniqueKeysWithValues: (names + everywhere).map { ($0, "") })
        let options = try CommandOptions(rest, values: known)
        if let word = options.words.first { throw LabFailure("Unknown options: \(word)") }
        if let format = options.values["output"], format != "json" {
            throw LabFailure("aws: error: argument --output: the aws of this lab has json only, not '\(format)'")
        }
        if KopsFault.cloudThrottles.holds {
            let operation = verb.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            throw LabFailure(
                "An error occurred (RequestLimitExceeded) when calling the \(operation) operation (reached max retries: 4): "
                    + "Request limit exceeded.")
        }
        var wanted: [AWSFilter] = []
        for filter in filters { wanted.append(try AWSFilter(filter)) }
        switch verb {
        case "describe-instances": try describeInstances(wanted)
        case "describe-volumes": try describeVolumes(wanted, ids: lists["volume-ids"])
        case "describe-snapshots": try describeSnapshots(wanted)
        case "create-snapshot": try createSnapshot(options)
        case "delete-snapshot": try deleteSnapshot(options)
        case "create-volume": try createVolume(options)
        case "create-tags", "delete-tags":
            let tags = try AWSTags.read(lists["tags"] ?? [])
            for id in lists["resources"] ?? [] {
                try changeTags(of: id, verb) {
                    $0.merge(tags) { $1 }
                } removing: {
                    tags.keys.contains($0)
                }
            }
        default: throw LabFailure("aws: error: argument operation: Invalid choice: '\(verb)'")
        }
    }

    /// Some options take all words up to the next option.
    private static func splitLists(_ words: [String]) -> (lists: [String: [String]], rest: [String]) {
        var lists: [String: [String]] = [:]
        var rest: [String] = []
        var current: String?
        for word in words {
            if word.hasPrefix("--") {
                let name = String(word.dropFirst(2))
                current = ["filters", "resources", "tags", "volume-ids"].contains(name) ? name : nil
            }
            if let current {
                if !word.hasPrefix("--") { lists[current, default: []].append(word) }
            } else {
                rest.append(word)
            }
        }
        return (lists, rest)
    }

    /// One reservation a machine, as it is where each was launched by itself.
    private func describeInstances(_ filters: [AWSFilter]) throws(LabFailure) {
        let cluster = try LabSettings.here().cluster
        var shown: [DataValue] = []
        for instance in try Cloud.here.instances {
            let tags = instance.tags(in: cluster)
            let fields = [
                "availability-zone": instance.zone, "instance-id": instance.id,
                "instance-state-name": instance.state.rawValue, "private-ip-address": instance.address,
            ]
            if try Self.admit(filters, tags, fields) { shown.append(["Instances": [instance.shown(tags)]]) }
        }
        show(["Reservations": .array(shown)])
    }

    private func describeVolumes(_ filters: [AWSFilter], ids: [String]?) throws(LabFailure) {
        let cluster = try LabSettings.here().cluster
        let instances = try Cloud.here.instances.filter { $0.state == .running }
        var shown: [DataValue] = []
        for volume in try Cloud.here.volumes {
            let tags = volume.tags(in: cluster)
            let fields = ["availability-zone": volume.zone, "volume-id": volume.id]
            if try !Self.admit(filters, tags, fields) || ids?.contains(volume.id) == false { continue }
            shown.append(volume.shown(tags, users: instances.filter { $0.zone == volume.zone }))
        }
        show(["Volumes": .array(shown)])
    }

    private func describeSnapshots(_ filters: [AWSFilter]) throws(LabFailure) {
        var shown: [DataValue] = []
        for snapshot in try Cloud.here.snapshots {
            let fields = ["volume-id": snapshot.volume, "status": snapshot.state()]
            if try Self.admit(filters, snapshot.tags, fields) { shown.append(snapshot.shown(at: time(nil))) }
        }
        show(["Snapshots": .array(shown)])
    }

    private func createSnapshot(_ options: CommandOptions) throws(LabFailure) {
        guard let volume = options.values["volume-id"] else { throw missing("--volume-id") }
        let cloud = Cloud.here
        let snapshot = try cloud.whileLocked { () throws(LabFailure) in
            guard try cloud.volumes.contains(where: { $0.id == volume }) else {
                throw refusal("InvalidVolume.NotFound", "CreateSnapshot", "The volume '\(volume)' does not exist.")
            }
            var generator = SeededRandom(
                seed: try LabSettings.here().seed, about: "snapshot of \(volume) at \(Clock.now)")
            let tags = try options.values["tag-specifications"].map { (word) throws(LabFailure) in
                try AWSTags.read(word, of: "snapshot")
            }
            let snapshot = Snapshot(
                id: "snap-0" + generator.hexadecimal(digits: 16), volume: volume,
                description: options.values["description"] ?? "", started: time(nil), tags: tags ?? [:],
                isFailed: KopsFault.snapshotsFail.holds)
            let content = LabFolder.snapshot(snapshot.id)
            try Files.makeFolder(content)
            try ChildProgram.require("cp", "-a", "\(LabFolder.volume(volume))/.", content)
            try cloud.put(snapshot)
            return snapshot
        }
        // It is asked for now, however long the copy has taken here.
        show(snapshot.shown(at: snapshot.started))
    }

    private func deleteSnapshot(_ options: CommandOptions) throws(LabFailure) {
        guard let id = options.values["snapshot-id"] else { throw missing("--snapshot-id") }
        let cloud = Cloud.here
        guard let snapshot = try cloud.snapshots.first(where: { $0.id == id }) else {
            throw refusal("InvalidSnapshot.NotFound", "DeleteSnapshot", "The snapshot '\(id)' does not exist.")
        }
        try cloud.remove(snapshot)
    }

    private func createVolume(_ options: CommandOptions) throws(LabFailure) {
        guard let zone = options.values["availability-zone"] else { throw missing("--availability-zone") }
        guard let id = options.values["snapshot-id"] else { throw missing("--snapshot-id") }
        let cloud = Cloud.here
        guard let snapshot = try cloud.snapshots.first(where: { $0.id == id }) else {
            throw refusal("InvalidSnapshot.NotFound", "CreateVolume", "The snapshot '\(id)' does not exist.")
        }
        let state = snapshot.state()
        guard state == Snapshot.completed else {
            throw refusal("IncorrectState", "CreateVolume", "The snapshot '\(id)' is \(state).")
        }
        let settings = try LabSettings.here()
        let tags = try options.values["tag-specifications"].map { (word) throws(LabFailure) in
            try AWSTags.read(word, of: "volume")
        }
        var generator = SeededRandom(seed: settings.seed, about: "volume of \(id) at \(Clock.now)")
        let source = try cloud.volumes.first { $0.id == snapshot.volume }
        var volume = Volume(
            id: "vol-0" + generator.hexadecimal(digits: 16), zone: zone, etcd: source?.etcd ?? .main, tag: "",
            isEncrypted: source?.isEncrypted ?? false, snapshot: id)
        volume.change(tags ?? [:])
        try cloud.whileLocked { () throws(LabFailure) in try cloud.put(volume) }
        show(volume.shown(volume.tags(in: settings.cluster), users: []))
    }

    private func changeTags(
        of id: String, _ verb: String, adding add: (inout [String: String]) -> Void, removing isGone: (String) -> Bool
    ) throws(LabFailure) {
        let cloud = Cloud.here
        let cluster = try LabSettings.here().cluster
        try cloud.whileLocked { () throws(LabFailure) in
            guard var volume = try cloud.volumes.first(where: { $0.id == id }) else {
                throw refusal(
                    "InvalidVolume.NotFound", verb == "create-tags" ? "CreateTags" : "DeleteTags",
                    "The volume '\(id)' does not exist.")
            }
            var tags = volume.tags(in: cluster)
            if verb == "create-tags" { add(&tags) } else { tags = tags.filter { !isGone($0.key) } }
            volume.change(tags)
            try cloud.put(volume)
        }
    }

    private static func admit(
        _ filters: [AWSFilter], _ tags: [String: String], _ fields: [String: String]
    ) throws(LabFailure) -> Bool {
        for filter in filters where try !filter.admits(tags: tags, fields: fields) { return false }
        return true
    }

    private func show(_ answer: DataValue) { print(answer.text) }

    private func missing(_ option: String) -> LabFailure {
        LabFailure("aws: error: the following arguments are required: \(option)")
    }

    private func refusal(_ code: String, _ operation: String, _ sentence: String) -> LabFailure {
        LabFailure("An error occurred (\(code)) when calling the \(operation) operation: \(sentence)")
    }
}
