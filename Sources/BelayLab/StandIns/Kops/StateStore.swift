import Glibc

/// The state of kops about one cluster: its specification and those of its instance groups, as they are to be and as
/// they were when they were last applied to the cloud.
struct StateStore {
    let cluster: String

    private var folder: String { "\(LabFolder.stateStore)/\(cluster)" }
    private var groupFolder: String { "\(folder)/instancegroup" }

    var specification: String? { try? Files.read("\(folder)/config") }
    var appliedSpecification: String? { try? Files.read("\(folder)/applied") }

    /// Sorted by name.
    var groupNames: [String] { Files.names(in: groupFolder) }

    func group(_ name: String) -> String? { try? Files.read("\(groupFolder)/\(name)") }

    func put(specification: String) throws(LabFailure) {
        try Files.makeFolder(groupFolder)
        try Files.replace("\(folder)/config", with: specification)
    }

    func putGroup(_ name: String, _ text: String) throws(LabFailure) {
        try Files.makeFolder(groupFolder)
        try Files.replace("\(groupFolder)/\(name)", with: text)
    }

    func removeGroup(_ name: String) { unlink("\(groupFolder)/\(name)") }

    /// Notes that the cloud has what the specification says.
    func markApplied() throws(LabFailure) {
        if let specification { try Files.replace("\(folder)/applied", with: specification) }
    }
}
