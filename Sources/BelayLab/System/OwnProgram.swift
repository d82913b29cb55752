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
    static let bootWord = "boot"
    static let enterWord = "enter"
    static let relayWord = "relay"
    static let containerWord = "container"

    /// As a lab of machines shows it to programs in it that are not the lab's own.
    static var inLab: String { "\(LabFolder.programs)/belay-lab" }

    static func path() throws(LabFailure) -> String {
        if Files.exists(inLab) { return inLab }
        guard let path = File.target(ofLink: "/proc/self/exe") else { throw .system("cannot find this program") }
        return path
    }
}
