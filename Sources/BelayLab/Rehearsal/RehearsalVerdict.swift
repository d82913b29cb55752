/// The result of a rehearsal, as the lab itself sees it.
public struct RehearsalVerdict: Hashable, Sendable {
    /// The states that a procedure may end in. Any other is a failure of the runbook.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Three members in both clusters, with every key.
        case migrated
        /// As many members as in the beginning, with every key of the backup; a lone one was started as a new cluster.
        case restored
        /// As many members as in the beginning, as they were.
        case untouched
    }

    /// Nil for any other state.
    public var state: State?
    /// The number of masters that run.
    public var masters: Int
    /// The reasons why it is in none of these states, a sentence each.
    public var reasons: [String]
    /// Keys of etcd main, without the lab's own writes.
    public var keysBefore: Int
    /// Nil when etcd main could not be asked.
    public var keysAfter: Int?
    /// The number of writes that were acknowledged during the rehearsal.
    public var writes: Int
    /// The number of those that were refused.
    public var writesRefused: Int
    /// The numbers of the acknowledged ones that are missing; nil when the keys could not be read.
    public var lostWrites: [Int]?
    /// The longest time between two writes that were acknowledged.
    public var longestGapSeconds: Double
    /// The time in which nothing could be written.
    public var writesRefusedSeconds: Double
}
