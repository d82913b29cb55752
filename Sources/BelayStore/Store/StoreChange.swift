/// A change of several keys at once.
public struct StoreChange: Hashable, Sendable {
    public struct Put: Hashable, Sendable {
        public var key: String
        public var value: String

        public init(_ key: String, _ value: String) { (self.key, self.value) = (key, value) }
    }

    /// A key was last changed at this revision; 0 says that it is not there.
    public struct Condition: Hashable, Sendable {
        public var key: String
        public var revision: Int

        public init(_ key: String, is revision: Int) { (self.key, self.revision) = (key, revision) }
    }

    /// No store is asked for more puts and deletes in one change, nor for more conditions.
    public static let mostOperations = 128

    public var puts: [Put]
    public var deletes: [String]
    /// All have to hold.
    public var conditions: [Condition]

    public init(puts: [Put] = [], deletes: [String] = [], conditions: [Condition] = []) {
        self.puts = puts
        self.deletes = deletes
        self.conditions = conditions
    }
}

/// What became of a change.
public enum ChangeAnswer: Hashable, Sendable {
    /// All of it was made, and has this revision.
    case done(revision: Int)
    /// Nothing was changed: these keys are not as the conditions say, but so.
    case conflict([StoredEntry])
}
