/// What a waiting command is told: which of its streams can continue, that its channel may have ended, that a time has come.
struct ReadyEvents: OptionSet, Sendable {
    let rawValue: UInt16

    /// The channel takes more input.
    static let input = ReadyEvents(rawValue: 1)
    static let output = ReadyEvents(rawValue: 2)
    static let error = ReadyEvents(rawValue: 4)
    /// The channel itself may have ended; descendants may live on.
    static let ended = ReadyEvents(rawValue: 8)
    /// The streams had their time to run dry after the end.
    static let drained = ReadyEvents(rawValue: 16)
    /// Nothing more is to be waited for: what was killed does not end.
    static let abandoned = ReadyEvents(rawValue: 32)
    /// Look again at what else has changed.
    static let changed = ReadyEvents(rawValue: 64)
    /// The command has ended where it runs, some time ago.
    static let quiet = ReadyEvents(rawValue: 128)
    /// Its time is over, unless it has ended and nobody has looked yet.
    static let due = ReadyEvents(rawValue: 256)
}
