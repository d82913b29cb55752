/// What a waiting command is told: which of its streams can go on, that its carrier may have ended, that a time has come.
struct Readiness: OptionSet, Sendable {
    let rawValue: UInt16

    /// The carrier takes more input.
    static let input = Readiness(rawValue: 1)
    static let output = Readiness(rawValue: 2)
    static let error = Readiness(rawValue: 4)
    /// The carrier itself may have ended; descendants may live on.
    static let ended = Readiness(rawValue: 8)
    /// The streams had their time to run dry after the end.
    static let drained = Readiness(rawValue: 16)
    /// Nothing more is to be waited for: what was killed does not end.
    static let abandoned = Readiness(rawValue: 32)
    /// Look again at what else has changed.
    static let changed = Readiness(rawValue: 64)
    /// The far side's command has ended some time ago.
    static let quiet = Readiness(rawValue: 128)
    /// Its time is over, unless it has ended and nobody has looked yet.
    static let due = Readiness(rawValue: 256)
}
