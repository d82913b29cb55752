/// A change of which nobody knows whether it happened, with what is known of it.
public struct DoubtfulChange: Hashable, Sendable {
    public var effect: CommandEffect
    /// The time since it began.
    public var age: Duration?
    /// For how long it was seen to run.
    public var ran: Duration?
    /// The last lines that it printed.
    public var tail: String

    public init(effect: CommandEffect, age: Duration? = nil, ran: Duration? = nil, tail: String = "") {
        self.effect = effect
        self.age = age
        self.ran = ran
        self.tail = tail
    }
}
