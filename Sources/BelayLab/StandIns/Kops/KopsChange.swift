import BelayData
import Glibc

/// `kops create`, `replace` and `delete`: what changes the state store.
enum KopsChange {
    static func create(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(
            words, flags: ["edit": ""], values: ["name": "", "subnet": "s", "role": "r"])
        guard options.words.count == 1 else {
            throw LabFailure("Must specify name of instance group to create")
        }
        let store = try Kops.store(options)
        let name = options.words[0]
        if store.group(name) != nil { throw LabFailure("instance group \"\(name)\" already exists") }
        let role = options.values["role"] ?? "Node"
        guard let role = ["Master", "Node", "Bastion"].first(where: { $0.lowercased() == role.lowercased() }) else {
            throw LabFailure("unknown role \"\(role)\"")
        }
        let subnets = (options.values["subnet"] ?? "").split(separator: ",").map(String.init)
        var text = InstanceGroup.text(
            name: name, cluster: store.cluster, subnets: subnets, role: role, created: Kops.timestamp,
            release: try KopsRelease.here())
        if options.flags["edit"] != false { text = try KopsEdit.edited(text) ?? text }
        try keepGroup(text, in: store)
        return 0
    }

    static func replace(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, flags: ["force": ""], values: ["filename": "f", "name": ""])
        guard let name = options.values["filename"], options.words.isEmpty else {
            throw LabFailure("Syntax: kops replace -f <filename>")
        }
        let text =
            try name == "-" ? Files.read(to: STDIN_FILENO, named: "standard input") : Files.read(name)
        let data = try Kops.data(text)
        switch data["kind"]?.string {
        case "Cluster":
            let specification = try ClusterSpecification(data)
            let store = StateStore(cluster: specification.name)
            if store.specification == nil {
                throw LabFailure("cluster \(specification.name) does not exist (try adding --force flag)")
            }
            try keep(text, in: store)
        case "InstanceGroup":
            let group = try InstanceGroup(data)
            let store = StateStore(cluster: group.cluster)
            if store.specification == nil { throw LabFailure("cluster \"\(group.cluster)\" not found") }
            if store.group(group.name) == nil && !options.has("force") {
                throw LabFailure("instanceGroup: \(group.name) does not exist (try adding --force flag)")
            }
            if store.group(group.name) == nil {
                let line = try KopsRelease.here().newGroupLine
                KopsUpdate.log("replace.go:\(line)] instanceGroup: \(group.name) was not found, creating resource now")
            }
            try keepGroup(text, in: store)
        case let kind: throw LabFailure("unhandled kind \"\(kind ?? "")\" in \"\(name)\"")
        }
        return 0
    }

    /// The cloud forgets it at once, without an update.
    static func delete(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, flags: ["yes": "y"], values: ["name": ""])
        guard let name = options.words.first, options.words.count == 1 else {
            throw LabFailure("must specify the name of the instance group to delete")
        }
        let store = try Kops.store(options)
        guard let text = store.group(name) else { throw LabFailure("InstanceGroup \"\(name)\" not found") }
        print("InstanceGroup \"\(name)\" found for deletion")
        guard options.has("yes") else {
            print("\nMust specify --yes to delete instancegroup")
            return 0
        }
        let cloudName = try InstanceGroup(Kops.data(text)).cloudName
        let cloud = Cloud.here
        try cloud.whileLocked { () throws(LabFailure) in
            if let group = try cloud.group(named: cloudName) { cloud.remove(group) }
        }
        store.removeGroup(name)
        print("\nDeleted InstanceGroup: \"\(name)\"")
        return 0
    }

    /// Keeps a specification. Some versions let nobody add members.
    static func keep(_ text: String, in store: StateStore) throws(LabFailure) {
        let new = try ClusterSpecification(Kops.data(text))
        let old = try ClusterSpecification(Kops.data(store.specification ?? ""))
        let members = { (cluster: ClusterSpecification) in cluster.etcds.flatMap(\.members).count }
        if try LabSettings.here().beginning.has(.kops116), members(new) > members(old) {
            throw LabFailure("spec.etcdClusters: Forbidden: EtcdCluster members cannot be added")
        }
        try store.put(specification: text)
    }

    /// Keeps a group whose subnets the cluster has.
    static func keepGroup(_ text: String, in store: StateStore) throws(LabFailure) {
        let group = try InstanceGroup(Kops.data(text))
        let cluster = try ClusterSpecification(Kops.data(store.specification ?? ""))
        for subnet in group.subnets where cluster.zones[subnet] == nil {
            throw LabFailure("spec.subnets[0]: Not found: \"\(subnet)\"")
        }
        try store.putGroup(group.name, text)
    }
}
