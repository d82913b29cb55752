import CBelaySystem

/// The number of descriptors this process may have open. A command takes a handful, and thousands may run side by
/// side, while most systems begin with 1,024 and let a process have many more if it asks.
enum DescriptorLimit {
    /// The limit that this process began with, and that its children are given: programs that wait by `select` take
    /// no more. The limit is raised when it is first asked for.
    static let given = belay_descriptors(1)

    /// The limit now.
    static var raised: Int {
        _ = given
        return Int(clamping: belay_descriptors(0))
    }
}
