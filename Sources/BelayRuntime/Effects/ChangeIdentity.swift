/// What a change of a run is known by. It is given one right before it begins.
public struct ChangeIdentity: Hashable, Sendable {
    /// Numbers the effects of a run; unique within it.
    public var number: Int
    /// What its processes and its record are known by where it runs, such as `20260301-093000-k3f9/12`.
    public var mark: String
    /// Its place keeps a record of its start and its end; where it cannot, the change is not started.
    public var isRecorded: Bool
    /// When it is too late to start it, since the machine was started: somebody else may execute the run by then.
    public var deadline: Duration?

    public init(number: Int, mark: String, isRecorded: Bool) {
        self.number = number
        self.mark = mark
        self.isRecorded = isRecorded
    }
}
