/// What the members have said to one request so far.
struct EtcdAttempts {
    /// With a token that was just given the rights are those of now, unless they change all the time.
    private static let mostTokens = 3

    private let members: [String]
    private var words: [Int: String] = [:]
    private var number = 0
    private var tokens = 0
    private var isAboutToken = false
    private var untrusted: Set<Int> = []

    init(members: [String]) { self.members = members }

    /// Every member was asked and none has answered, or one does not know the token that it has just given.
    var isTimeToWait: Bool { isAboutToken ? tokens > 1 : number.isMultiple(of: members.count) }

    /// Throws what asking again cannot change.
    mutating func note(_ failure: EtcdFailure, of member: Int, changes: Bool) throws(StoreFailure) {
        let said = "\(members[member]): \(failure.words)"
        isAboutToken = failure.asksForToken
        if isAboutToken { tokens += 1 }
        switch failure.meaning {
        case .final(let kind): throw StoreFailure(kind, said)
        case .unknown where changes: throw StoreFailure(.unknown, "it may or may not have been done; \(said)")
        case .tokenExpired: words[member] = said
        case .rightsUnsure:
            guard tokens < Self.mostTokens else { throw StoreFailure(.refused, said) }
        case .notDone, .unknown, .untrusted:
            number += 1
            words[member] = said
            if failure.meaning == .untrusted { untrusted.insert(member) } else { untrusted.remove(member) }
            if untrusted.count == members.count { throw StoreFailure(.refused, allWords) }
        }
    }

    /// All of their words, those of a member once.
    var failure: StoreFailure {
        StoreFailure(.unavailable, words.isEmpty ? "the store was not asked in time" : allWords)
    }

    private var allWords: String {
        let said = words.sorted { $0.key < $1.key }.map(\.value).joined(separator: "; ")
        guard isClosed, members.allSatisfy({ $0.hasPrefix("http:") }) else { return said }
        return said + "; a cluster that serves TLS is reached by etcds:// in the address"
    }

    /// Every member hangs up when it is asked.
    private var isClosed: Bool { words.count == members.count && words.values.allSatisfy { $0.hasSuffix(Self.hangUp) } }

    static let hangUp = "has closed the connection"
}
