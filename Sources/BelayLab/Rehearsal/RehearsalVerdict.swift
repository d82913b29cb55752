/// What a rehearsal has come to, as the lab itself sees it.
public struct RehearsalVerdict: Hashable, Sendable {
    /// The states that a procedure may end in. Any other is a failure of the runbook.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Three members in both clusters, with every key.
        case migrated
        /// As many members as in the beginning, with every key of the backup; a lone one has been started anew.
        case restored
        /// As many members as in the beginning, as they were.
        case untouched
    }

    /// Nil when it is none of them.
    public var state: State?
    /// How many masters run.
    public var masters: Int
    /// Why it is none of them, a sentence each.
    public var reasons: [String]
    /// Keys of etcd main, without the lab's own writes.
    public var keysBefore: Int
    /// Nil when etcd main could not be asked.
    public var keysAfter: Int?
    /// How many writes were acknowledged during the rehearsal.
    public var writes: Int
    /// How many of those are not there any more.
    public var writesLost: Int
    /// How long nothing could be written.
    public var writesRefusedSeconds: Double
}
