import BelayLanguage
import BelaySyntax

/// How long what runs may take, by the blocks around it. A plan counts no time: its clock stands at zero, so a limit is
/// there as it was written.
struct TimeLimits: Sendable {
    /// When the enclosing `within` ends, on the run's clock.
    private(set) var deadline: Duration?
    /// The time limit of the enclosing `within`, for the plan and for messages.
    private(set) var allowed: Duration?
    /// When this poll of an await ends; a `within` inside it overrides that.
    private var pollDeadline: Duration?

    init() {}

    /// Such as ` of 5m`, for a message; empty where no block sets one.
    var words: String { allowed.map { " of \(Value.text(of: $0))" } ?? "" }

    /// How long a command that begins now may take: as usual, unless a `within` overrides that.
    func left(to sign: CommandSign, at now: Duration, _ usual: UsualLimits) -> Duration {
        let left = deadline.map { $0 - now } ?? allowed ?? usual.of(sign)
        return pollDeadline.map { min(left, $0 - now) } ?? left
    }

    /// The same as it was written, for messages: some of it has passed when the command begins.
    func written(for sign: CommandSign, _ usual: UsualLimits) -> Duration {
        if let pollDeadline, deadline.map({ pollDeadline <= $0 }) ?? true { return usual.checks }
        return allowed ?? usual.of(sign)
    }

    /// Whether something that begins at this moment begins too late.
    func areOver(at moment: Duration) -> Bool { deadline.map { moment >= $0 } ?? false }

    /// `within`: the whole block ends in time, and so does every command in it.
    func narrowed(to allowed: Duration, at now: Duration) -> TimeLimits {
        var limits = self
        let end = now + allowed
        limits.deadline = deadline.map { min($0, end) } ?? end
        limits.allowed = self.allowed.map { min($0, allowed) } ?? allowed
        limits.pollDeadline = nil
        return limits
    }

    /// One poll of an await never outlasts the wait; the last one has a second.
    /// - Parameters:
    ///   - poll: how long a poll may take.
    ///   - end: when the wait ends.
    ///   - allowed: how long the wait may take.
    func forPoll(of poll: Duration, within allowed: Duration, until end: Duration, at now: Duration) -> TimeLimits {
        var limits = narrowed(to: allowed, at: now)
        let end = max(end, now + .seconds(1))
        limits.deadline = deadline.map { min($0, end) } ?? end
        limits.pollDeadline = now + poll
        return limits
    }

    /// The poll that a plan shows.
    func forPlannedPoll(of poll: Duration, at now: Duration) -> TimeLimits {
        allowed == nil ? narrowed(to: poll, at: now) : self
    }

    /// A guard ends with what it guards.
    func capped(by other: TimeLimits) -> TimeLimits {
        guard let end = other.deadline, deadline.map({ $0 > end }) ?? true else { return self }
        var limits = self
        limits.deadline = end
        limits.allowed = other.allowed
        return limits
    }

    /// A step that a person has asked for again gets all of its time again.
    func restarted(at now: Duration) -> TimeLimits {
        guard let allowed, deadline != nil else { return self }
        var limits = self
        limits.deadline = now + allowed
        return limits
    }

    /// A handler has its time even when the block that it belongs to has none left.
    var withoutWithin: TimeLimits {
        var limits = withoutDeadline
        limits.allowed = nil
        return limits
    }

    /// As they are shown outside of the run that has set them.
    var withoutDeadline: TimeLimits {
        var limits = self
        limits.deadline = nil
        return limits
    }

    /// A job of a session lasts until somebody ends it.
    static func endless(from now: Duration) -> TimeLimits {
        var limits = TimeLimits()
        limits.deadline = now + .seconds(10 * 365 * 24 * 3600)
        return limits
    }
}
