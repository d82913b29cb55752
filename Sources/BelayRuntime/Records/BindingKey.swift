/// What a kept value belongs to: a name of the runbook, or what a statement gives to those inside it.
public struct BindingKey: Hashable, Sendable {
    /// As a journal spells it.
    public enum Kind: String, CaseIterable, Sendable {
        case variable
        /// What a `for` goes through, by the name of its variable.
        case loopList = "loop-list"
        /// `in batches of`, of a `for`.
        case batches
        /// `at most`, of a `for` or a `together`.
        case concurrency
        /// `stopping after`, of a `for`.
        case tolerance
        /// Of a `retry` or a `repeat`.
        case attempts
        /// Of an `on`.
        case host
        case user
        /// Where the target of an `in` leads to.
        case location
        case input
        /// The path of a file.
        case inputFile = "input-file"
        case outputFile = "output-file"
        case environment
        /// Of the phrase that an action is called by.
        case placeholder
        case option
        /// What a statement itself comes to: the value that `give` gives, the moment that a `wait` waits for.
        case result
    }

    public let kind: Kind
    /// Where a statement may have several of a kind.
    public let name: String?

    /// Nil where the kind needs a name that is missing, or the other way round.
    public init?(_ kind: Kind, name: String?) {
        guard (name != nil) == kind.isNamed else { return nil }
        (self.kind, self.name) = (kind, name)
    }

    private init(of kind: Kind, named name: String? = nil) { (self.kind, self.name) = (kind, name) }

    public static func variable(_ name: String) -> BindingKey { BindingKey(of: .variable, named: name) }
    public static func loopList(variable: String) -> BindingKey { BindingKey(of: .loopList, named: variable) }
    public static let batches = BindingKey(of: .batches)
    public static let concurrency = BindingKey(of: .concurrency)
    public static let tolerance = BindingKey(of: .tolerance)
    public static let attempts = BindingKey(of: .attempts)
    public static let host = BindingKey(of: .host)
    public static let user = BindingKey(of: .user)
    public static let location = BindingKey(of: .location)
    public static let input = BindingKey(of: .input)
    public static let inputFile = BindingKey(of: .inputFile)
    public static let outputFile = BindingKey(of: .outputFile)
    public static func environment(_ name: String) -> BindingKey { BindingKey(of: .environment, named: name) }
    public static func placeholder(_ name: String) -> BindingKey { BindingKey(of: .placeholder, named: name) }
    public static func option(_ name: String) -> BindingKey { BindingKey(of: .option, named: name) }
    public static let result = BindingKey(of: .result)

    /// A secret of this key is asked for, and given, by this name.
    var nameOfSecret: String { name ?? kind.word }
}

extension BindingKey.Kind {
    /// A statement may have several keys of the kind, each with a name.
    public var isNamed: Bool {
        switch self {
        case .variable, .loopList, .environment, .placeholder, .option: true
        case .batches, .concurrency, .tolerance, .attempts, .host, .user, .location, .input, .inputFile, .outputFile,
            .result:
            false
        }
    }

    /// What the key of a statement that has but one is asked for by.
    fileprivate var word: String {
        switch self {
        case .concurrency: "most"
        case .tolerance: "after"
        case .attempts: "times"
        case .location: "place"
        case .inputFile, .outputFile: "file"
        case .result: "it"
        case .variable, .loopList, .batches, .host, .user, .input, .environment, .placeholder, .option: rawValue
        }
    }
}
