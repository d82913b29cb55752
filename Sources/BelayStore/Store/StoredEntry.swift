/// A key with what it holds.
public struct StoredEntry: Hashable, Sendable {
    public var key: String
    /// Nil where it is not there, and in a listing of keys alone.
    public var value: String?
    /// Of its last change; 0 where it is not there.
    public var revision: Int

    public init(key: String, value: String?, revision: Int) {
        self.key = key
        self.value = value
        self.revision = revision
    }
}

/// What is asked for of many keys.
public struct StoreListing: Hashable, Sendable {
    public var prefix: String
    /// Only those behind this key.
    public var after: String?
    /// At most so many.
    public var limit: Int?
    /// Without what they hold.
    public var keysOnly: Bool

    public init(prefix: String, after: String? = nil, limit: Int? = nil, keysOnly: Bool = false) {
        self.prefix = prefix
        self.after = after
        self.limit = limit
        self.keysOnly = keysOnly
    }
}

/// Keys in the order of their bytes.
public struct StoredList: Hashable, Sendable {
    public var entries: [StoredEntry]
    /// There are more behind the last.
    public var hasMore: Bool
    /// Of the store when all of it was so.
    public var revision: Int

    public init(entries: [StoredEntry], hasMore: Bool, revision: Int) {
        self.entries = entries
        self.hasMore = hasMore
        self.revision = revision
    }
}
