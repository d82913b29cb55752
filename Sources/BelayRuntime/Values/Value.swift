public import BelayData

/// A value while a runbook is run.
public indirect enum Value: Hashable, Sendable {
    case text(String)
    case number(Number)
    case flag(Bool)
    case duration(Duration)
    case time(Moment)
    case host(Host)
    case secret(Secret)
    case list([Value])
    case record([Field])
    case none
    /// Not known before the run: a plan continues with its name, such as `address`.
    case unknown(String)

    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: Value

        public init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }
}

/// The name that a host is reached by: `admin@10.0.0.4`, or one that the user has given it.
public struct Host: Hashable, Sendable {
    /// As it was written.
    public var name: String

    public init(_ name: String) { self.name = name }

    /// The part before `@`.
    public var user: String? {
        guard let at = name.lastIndex(of: "@") else { return nil }
        return String(name[..<at])
    }

    public var address: String {
        guard let at = name.lastIndex(of: "@") else { return name }
        return String(name[name.index(after: at)...])
    }
}
