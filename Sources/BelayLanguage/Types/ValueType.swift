/// A type of the language. Names given by `type` are resolved away.
public indirect enum ValueType: Hashable, Sendable {
    case text
    case number
    case flag
    case duration
    /// A date with its time of day and its zone.
    case time
    case path
    case host
    case secret
    case record
    case list(ValueType)
    case choice([String])
    /// A record's field, or `none`: only known at run time.
    case any
}
