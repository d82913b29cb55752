import BelayData

/// An instance group as kops keeps it, as far as the lab understands it.
struct InstanceGroup: Hashable, Sendable {
    var name: String
    var cluster: String
    var role: String
    var minSize: Int
    var maxSize: Int
    var subnets: [String]
    var image: String
    var machineType: String

    init(_ data: DataValue) throws(LabFailure) {
        func text(_ value: DataValue?, _ field: String) throws(LabFailure) -> String {
            guard let text = value?.string, !text.isEmpty else { throw LabFailure("\(field): Required value") }
            return text
        }
        let spec = data["spec"]
        name = try text(data["metadata"]?["name"], "ObjectMeta.Name")
        cluster = data["metadata"]?["labels"]?["kops.k8s.io/cluster"]?.string ?? ""
        role = try text(spec?["role"], "spec.role")
        subnets = (spec?["subnets"]?.array ?? []).compactMap(\.string)
        image = spec?["image"]?.string ?? Self.defaultImage
        machineType = spec?["machineType"]?.string ?? Self.defaultMachineType
        minSize = spec?["minSize"]?.int ?? 1
        maxSize = spec?["maxSize"]?.int ?? 1
        if subnets.isEmpty { throw LabFailure("spec.subnets: Required value: must specify at least one subnet") }
        if minSize > maxSize {
            throw LabFailure(
                "spec.maxSize: Invalid value: \(maxSize): maxSize must be greater than or equal to minSize")
        }
    }

    /// The channel's defaults, which are not always what the masters that run already have.
    static let defaultImage = "kope.io/k8s-1.9-debian-jessie-amd64-hvm-ebs-2018-03-11"
    static let defaultMachineType = "m3.medium"

    var isMaster: Bool { role == "Master" }
    /// Its name in the cloud.
    var cloudName: String { "\(name).\(isMaster ? "masters." : "")\(cluster)" }

    /// As kops writes a new one.
    static func text(
        name: String, cluster: String, subnets: [String], role: String, created: String, size: Int = 1,
        release: KopsRelease
    ) -> String {
        """
        apiVersion: \(release.apiVersion)
        kind: InstanceGroup
        metadata:
          creationTimestamp: \(created)
          labels:
            kops.k8s.io/cluster: \(cluster)
          name: \(name)
        spec:
          image: \(defaultImage)
          machineType: \(defaultMachineType)
          maxSize: \(size)
          minSize: \(size)
          nodeLabels:
            kops.k8s.io/instancegroup: \(name)
          role: \(role)
          subnets:
        \(subnets.map { "  - \($0)" }.joined(separator: "\n"))

        """
    }
}
