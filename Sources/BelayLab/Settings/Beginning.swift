/// The cluster with which a rehearsal begins: of one kind, or of several at once, each of which says something else of it.
public struct Beginning: Hashable, Sendable {
    /// In the order in which they were named.
    public let kinds: [ClusterKind]

    /// Of a single kind.
    public init(_ kind: ClusterKind) { kinds = [kind] }

    /// The reason why a text is no beginning.
    public enum Problem: Error, Hashable, Sendable {
        case unknown(String)
        /// Two that answer the same question, and the question.
        case contradiction(ClusterKind, ClusterKind, about: String)
        case twice(ClusterKind)

        /// For people.
        public var sentence: String {
            switch self {
            case .unknown(let word): "there is no cluster `\(word)`"
            case .twice(let kind): "`\(kind.rawValue)` is named twice"
            case .contradiction(let one, let other, let question):
                "`\(one.rawValue)` and `\(other.rawValue)` exclude each other: both say \(question)"
            }
        }
    }

    /// - Parameter text: names of kinds, with commas between them: `gossip,letters`.
    public init(_ text: String) throws(Problem) {
        var found: [ClusterKind] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let kind = ClusterKind(rawValue: String(word)) else { throw .unknown(String(word)) }
            if found.contains(kind) { throw .twice(kind) }
            if let other = found.first(where: { $0.traits.question == kind.traits.question }) {
                throw .contradiction(other, kind, about: kind.traits.question.rawValue)
            }
            found.append(kind)
        }
        kinds = found
    }

    /// As it is read back.
    public var text: String { kinds.map(\.rawValue).joined(separator: ",") }

    func has(_ kind: ClusterKind) -> Bool { kinds.contains(kind) }
}

extension Beginning {
    /// The letters of the masters that kops names.
    var letters: [String] { said(\.letters) ?? ["a"] }
    /// Of the masters that run.
    var runningLetters: [String] { said(\.runningLetters) ?? letters }
    var kopsVersion: String { said(\.kopsVersion) ?? "1.12.3" }
    /// What the specification says of each of its etcd clusters, besides the members.
    var etcdFields: [String] { said(\.etcdFields) ?? [] }
    /// What it says of each member, besides its name and group.
    var memberFields: [String] { said(\.memberFields) ?? [] }
    /// The cluster's name in kops.
    var cluster: String { said(\.cluster) ?? "example.com" }

    /// The zone of the first master, and those that are free.
    var zones: [String] { (letters.first == "c" ? ["c", "a", "b"] : ["a", "b", "c"]).map { "eu-west-1\($0)" } }

    /// The instance group of a master.
    func group(_ letter: String) -> String { has(.letters) ? "masters" : "master-eu-west-1\(letter)" }

    private func said<Answer>(_ answer: KeyPath<ClusterKind.Traits, Answer?>) -> Answer? {
        kinds.lazy.compactMap { $0.traits[keyPath: answer] }.first
    }
}
