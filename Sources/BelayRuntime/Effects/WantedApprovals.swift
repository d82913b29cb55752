/// What an `approval` asks for.
public struct WantedApprovals: Hashable, Sendable {
    /// How many people; nil where a plan does not know it.
    public var count: Int?
    /// How long an approval counts.
    public var within: Duration?

    public init(count: Int?, within: Duration? = nil) {
        self.count = count
        self.within = within
    }
}
