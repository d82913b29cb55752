/// A change whose outcome is unknown: what is needed to look for it where it was begun.
public struct InFlightCommand: Hashable, Sendable {
    /// Its mark there, such as `20260301-093000-k3f9/12`.
    public var mark: String
    /// The place where it was begun; every part is known.
    public var place: Location
    /// True if the host was to keep a record of it.
    public var isRecorded: Bool
    /// Its time limit.
    public var limit: Duration
    /// Gets its output, on this machine.
    public var outputFile: String?
    /// The time since it was begun, or was to be; nil if that is not known.
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
