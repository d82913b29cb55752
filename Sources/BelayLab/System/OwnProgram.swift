import BelaySystem

/// The one program that is the lab, its nodes and all stand-ins.
enum OwnProgram {
    /// The first words of its own that no user types.
    static let labWord = "lab"
    static let cloudWord = "cloud"
    static let writerWord = "writer"
    static let switchWord = "switch"
    static let nodeWord = "node"
    static let machineWord = "machine"
    static let relayWord = "relay"
    static let containerWord = "container"

    static func path() throws(LabFailure) -> String {
        guard let path = File.target(ofLink: "/proc/self/exe") else { throw .system("cannot find this program") }
        return path
    }
}
