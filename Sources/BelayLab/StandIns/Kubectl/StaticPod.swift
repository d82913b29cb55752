import BelayData

/// A pod of an etcd as the cluster's API shows it: a container that runs on one of the masters.
struct StaticPod {
    static let namespace = "kube-system"

    let instance: Instance
    /// The pod's name: that of its manifest and of its node.
    let name: String
    /// Of its container, as docker has it.
    let containerName: String
    /// As docker says it: `Up 53 seconds`.
    let status: String

    /// Those of all masters that run, by name.
    static func all() throws(LabFailure) -> [StaticPod] {
        var pods: [StaticPod] = []
        for instance in try Cloud.here.instances where instance.state == .running {
            guard let process = instance.process else { continue }
            let table = try NodeGuest(process: process).program(["docker", "ps", "--no-trunc"]).output() ?? ""
            pods += table.split(separator: "\n").dropFirst().compactMap { StaticPod($0, on: instance) }
        }
        return pods.sorted { $0.name < $1.name }
    }

    /// From a line of docker's table, with two spaces or more between the columns.
    private init?(_ row: Substring, on instance: Instance) {
        guard let container = row.split(separator: " ").last, let up = row.firstRange(of: "Up ") else { return nil }
        let parts = container.split(separator: "_")
        guard parts.count == 6 else { return nil }
        self.instance = instance
        containerName = String(container)
        name = String(parts[2])
        status = String(row[up.lowerBound...].split(separator: "   ").first ?? "")
    }

    var restarts: String { containerName.split(separator: "_").last.map(String.init) ?? "0" }

    /// As kubectl writes it: `53s`, `2h`.
    var age: String {
        let words = status.split(separator: " ").dropFirst()
        guard let number = words.first.flatMap({ Int($0) }), let unit = words.last?.first else {
            return status.contains("minute") ? "1m" : status.contains("hour") ? "1h" : "0s"
        }
        return "\(number)\(unit)"
    }

    /// The pod as data: its manifest, with what the kubelet has added.
    func data() throws(LabFailure) -> DataValue {
        let etcd = EtcdCluster.allCases.first { name == "\($0.pod)-\(instance.nodeName)" }
        guard let etcd, let process = instance.process else { throw LabFailure("pods \"\(name)\" not found") }
        let file = "/etc/kubernetes/manifests/\(etcd.manifest)"
        guard let text = try NodeGuest(process: process).program(["cat", file]).output() else {
            throw LabFailure("pods \"\(name)\" not found")
        }
        do {
            var document = try YAMLDocument(text)
            try document.set(YAMLPath([.field("metadata"), .field("name")]), to: .string(name))
            try document.set(YAMLPath([.field("spec"), .field("nodeName")]), to: .string(instance.nodeName))
            try document.set(YAMLPath([.field("status")]), to: ["phase": "Running"])
            return document.tree
        } catch {
            throw LabFailure("the manifest of \(name) is not understood: \(error)")
        }
    }
}
