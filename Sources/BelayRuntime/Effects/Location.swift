/// Where a command runs: which machine, as which user, behind which prefixes.
public struct Location: Hashable, Sendable {
    /// How the machine is reached. Each case has a transport.
    public enum Reach: Hashable, Sendable {
        /// This machine.
        case local
        /// The host that `on` names.
        case host(PlannedText)
    }

    /// One prefix that a target adds, such as `docker exec -i 4f2a`: its words. It is put before a program and its
    /// arguments, and passes them on unchanged.
    public typealias Prefix = [PlannedText]

    public var reach: Reach
    /// `as root`. Only with a host.
    public var user: PlannedText?
    /// Outermost first.
    public var prefixes: [Prefix]

    public init(_ reach: Reach, user: PlannedText? = nil, prefixes: [Prefix] = []) {
        self.reach = reach
        self.user = user
        self.prefixes = prefixes
    }

    /// A host by its name, or without one this machine.
    public init(host: PlannedText?, user: PlannedText? = nil, prefixes: [Prefix] = []) {
        self.init(host.map { .host($0) } ?? .local, user: user, prefixes: prefixes)
    }

    public static let local = Location(.local)

    /// The name of the host; nil for this machine.
    public var host: PlannedText? {
        switch reach {
        case .local: nil
        case .host(let name): name
        }
    }

    /// Such as `10.0.0.4 as root, docker exec -i 4f2a`; empty for this machine.
    public var shown: String {
        var text = host?.shown ?? ""
        if let user { text += " as \(user.shown)" }
        for prefix in prefixes {
            text += (text.isEmpty ? "" : ", ") + prefix.map(\.shown).joined(separator: " ")
        }
        return text
    }
}

extension Location {
    var isKnown: Bool {
        (host.map { $0.known != nil } ?? true) && (user.map { $0.known != nil } ?? true)
            && prefixes.allSatisfy { $0.allSatisfy { $0.known != nil } }
    }
}
