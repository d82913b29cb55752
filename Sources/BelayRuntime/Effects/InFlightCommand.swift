/// A change whose end nobody saw: what is needed to look for it where it was begun.
public struct InFlightCommand: Hashable, Sendable {
    /// What it is known by there, such as `20260301-093000-k3f9/12`.
    public var mark: String
    /// Where it was begun; every part is known.
    public var place: Location
    /// Whether the host was to keep a record of it.
    public var isRecorded: Bool
    /// How long it may take.
    public var limit: Duration
    /// How long ago it was begun, or was to be; nil where that is not known.
    public var age: Duration?

    public init(
        mark: String, place: Location, isRecorded: Bool, limit: Duration, age: Duration?
    ) {
        self.mark = mark
        self.place = place
        self.isRecorded = isRecorded
        self.limit = limit
        self.age = age
    }
}
