/// How a lab behaves: chosen when it is built, and read by its parts in their processes.
struct LabSettings: Hashable, Sendable {
    /// The cluster's name in kops.
    var cluster = "example.com"
    /// Seconds between two rounds of protokube.
    var protokubePeriod = 60
    /// Seconds from the order of a machine to its first sign of life.
    var bootSeconds = 0
    /// What chance decides in the lab follows from it.
    var seed = 1

    /// The lab of the calling process.
    static func here() throws(LabFailure) -> LabSettings { try LabSettings(text: Files.read(LabFolder.settings)) }
}

extension LabSettings {
    var text: String {
        Fields([
            "cluster": cluster, "protokube": String(protokubePeriod), "boot": String(bootSeconds),
            "seed": String(seed),
        ]).text
    }

    init(text: String) throws(LabFailure) {
        let fields = Fields(text: text)
        self.init(
            cluster: try fields["cluster"], protokubePeriod: try fields.number("protokube"),
            bootSeconds: try fields.number("boot"), seed: try fields.number("seed"))
    }
}
