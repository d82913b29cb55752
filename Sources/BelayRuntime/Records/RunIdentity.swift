public import BelayData

/// `$run`, and what else names a run.
public struct RunIdentity: Hashable, Sendable {
    /// Readable and unique, such as `20260301-093000-k3f9`.
    public var id: String
    /// In UTC, such as `2026-03-01T09:30:00Z`.
    public var started: Timestamp

    public init(id: String, started: Timestamp) {
        self.id = id
        self.started = started
    }
}
