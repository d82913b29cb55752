/// The instances that the cloud was told to keep running: a number of them in a zone. It boots those that are missing
/// and terminates those in excess.
struct AutoscalingGroup: Hashable, Sendable {
    /// As kops names it: `master-eu-west-1b.masters.example.com`.
    var name: String
    var zone: String
    var minSize: Int
    var maxSize: Int
}

extension AutoscalingGroup {
    var fields: Fields { Fields(["zone": zone, "min": String(minSize), "max": String(maxSize)]) }

    init(name: String, _ fields: Fields) throws(LabFailure) {
        self.init(
            name: name, zone: try fields["zone"], minSize: try fields.number("min"), maxSize: try fields.number("max"))
    }
}
