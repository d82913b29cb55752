import BelayData

/// A static pod of one container, as its manifest describes it.
struct PodManifest: Hashable, Sendable {
    struct Variable: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// A file or folder of the node that the container sees.
    struct HostFile: Hashable, Sendable {
        var source: String
        var place: String
        var isReadOnly: Bool
    }

    var text: String
    var name: String
    var namespace: String
    var containerName: String
    var image: String
    var command: [String]
    var environment: [Variable]
    var files: [HostFile]
    /// Nil when nobody asks the container whether it is well.
    var probe: LivenessProbe?

    init(text: String) throws(LabFailure) {
        let pod: DataValue
        do throws(YAMLError) {
            pod = try YAML.read(text)
        } catch {
            throw LabFailure("is not YAML: \(error)")
        }
        guard pod["kind"]?.string == "Pod", let spec = pod["spec"], let container = spec["containers"]?[0] else {
            throw LabFailure("is not a pod")
        }
        self.text = text
        name = try Self.text(pod["metadata"]?["name"], "metadata.name")
        namespace = pod["metadata"]?["namespace"]?.string ?? "default"
        containerName = try Self.text(container["name"], "the container's name")
        image = try Self.text(container["image"], "the container's image")
        command = (container["command"]?.array ?? []).compactMap(\.string)
        environment = try Self.variables(of: container)
        files = try Self.hostFiles(of: container, in: spec)
        probe = container["livenessProbe"].flatMap(LivenessProbe.init)
        if command.isEmpty { throw LabFailure("the container's command is missing") }
    }

    private static func variables(of container: DataValue) throws(LabFailure) -> [Variable] {
        var variables: [Variable] = []
        for variable in container["env"]?.array ?? [] {
            let name = try text(variable["name"], "a variable's name")
            variables.append(Variable(name: name, value: try text(variable["value"] ?? .string(""), name)))
        }
        return variables
    }

    private static func hostFiles(of container: DataValue, in spec: DataValue) throws(LabFailure) -> [HostFile] {
        var files: [HostFile] = []
        for mount in container["volumeMounts"]?.array ?? [] {
            let name = try text(mount["name"], "a mount's name")
            let volume = spec["volumes"]?.array?.first { $0["name"]?.string == name }
            files.append(
                HostFile(
                    source: try text(volume?["hostPath"]?["path"], "the path of the volume \(name)"),
                    place: try text(mount["mountPath"], "the mountPath of \(name)"),
                    isReadOnly: mount["readOnly"]?.bool ?? false))
        }
        return files
    }

    private static func text(_ value: DataValue?, _ what: String) throws(LabFailure) -> String {
        guard let text = value?.string else { throw LabFailure("\(what) is missing or not a string") }
        return text
    }
}
