public import BelaySyntax

/// How long what runs may take where no `within` says otherwise.
public struct UsualLimits: Hashable, Sendable {
    /// Of a `?`.
    public var reads = Duration.seconds(60)
    /// Of a `$` or a `!`.
    public var changes = Duration.seconds(3600)
    /// Of one check of an `await`.
    public var checks = Duration.seconds(15)

    public init() {}

    public func of(_ sign: CommandSign) -> Duration {
        switch sign {
        case .reads: reads
        case .changes, .destroys: changes
        }
    }
}

extension Program {
    /// The same with other time limits where it says none.
    public func limited(by limits: UsualLimits) -> Program {
        var program = self
        program.limits = limits
        return program
    }
}
