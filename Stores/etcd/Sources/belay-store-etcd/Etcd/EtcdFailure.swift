/// Why one member of the cluster did not do what it was asked.
struct EtcdFailure: Error, Sendable {
    enum Meaning: Hashable, Sendable {
        /// It was not done; another member may do it.
        case notDone
        /// It may have been done.
        case unknown
        /// No TLS with this member, and so it was not done.
        case untrusted
        /// The member does not know the token, since it was restarted, say; it was not done.
        case tokenExpired
        /// The token is of another time, or the user has no right to it; it was not done.
        case rightsUnsure
        /// The same from every member.
        case final(StoreFailure.Kind)
    }

    var meaning: Meaning
    /// What follows the member's name.
    var words: String

    init(_ meaning: Meaning, _ words: String) {
        self.meaning = meaning
        self.words = words
    }

    /// It has to be proven again who this is.
    var asksForToken: Bool { meaning == .tokenExpired || meaning == .rightsUnsure }

    /// Another member may say something else.
    var isOfMember: Bool {
        switch meaning {
        case .notDone, .unknown, .untrusted: true
        case .tokenExpired, .rightsUnsure, .final: false
        }
    }
}

extension EtcdFailure {
    /// An error of etcd, as its gateway tells it.
    init(_ message: EtcdErrorMessage, status: Int) {
        let said = message.message ?? message.error ?? "status \(status)"
        let words = said.hasPrefix("etcdserver: ") ? String(said.dropFirst(12)) : said
        for (part, meaning, ownWords) in Self.table where words.contains(part) {
            self.init(meaning, ownWords ?? words)
            return
        }
        switch message.code ?? message.streamCode {
        case Code.permissionDenied?: self.init(.final(.refused), words)
        case Code.unauthenticated?: self.init(.tokenExpired, words)
        case Code.invalidArgument?: self.init(.final(.invalid), "etcd refuses the request: \(words)")
        case Code.unimplemented?: self.init(.final(.invalid), "etcd does not know the request: \(words)")
        default: self.init(.unknown, words)
        }
    }

    /// Numbers of gRPC.
    private enum Code {
        static let invalidArgument = 3
        static let permissionDenied = 7
        static let unimplemented = 12
        static let unauthenticated = 16
    }

    private static let fullWords = "its space quota is used up; compact and defragment etcd, then disarm its alarm"
    private static let userWords = "it asks for a user: set BELAY_STORE_USER and BELAY_STORE_PASSWORD_FILE"
    private static let largeWords = "the change is larger than etcd takes, 1.5 MiB by default"
    private static let quorumWords = "the cluster has not agreed in time; it may have lost its quorum"

    /// A part of etcd's words, what it means, and better words.
    private static let table: [(part: String, meaning: Meaning, words: String?)] = [
        ("mvcc: database space exceeded", .final(.full), fullWords),
        ("required revision has been compacted", .final(.compacted), "it has compacted these revisions"),
        ("permission denied", .final(.refused), "the user has no right to these keys"),
        ("user name is empty", .rightsUnsure, userWords),
        ("invalid user ID or password", .final(.refused), "it knows no such user with this password"),
        ("invalid auth token", .tokenExpired, nil),
        ("revision of auth store is old", .tokenExpired, nil),
        ("request is too large", .final(.invalid), largeWords),
        ("received message larger than max", .final(.invalid), largeWords),
        ("no leader", .notDone, "the cluster has no leader"),
        ("raft proposal dropped", .notDone, "the cluster has no leader"),
        ("too many requests", .notDone, nil),
        ("not capable", .notDone, nil),
        ("request timed out", .unknown, quorumWords),
        ("context deadline exceeded", .unknown, quorumWords),
    ]
}
