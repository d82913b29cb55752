/// The place where a command runs: this machine or a host reached by ssh, as which user, behind which prefixes.
public struct Location: Hashable, Sendable {
    /// One prefix that a target adds, such as `docker exec -i 4f2a`: its words. It is put before a program and its
    /// arguments, and passes them on unchanged.
    public typealias Prefix = [PlannedText]

    /// The ssh destination; `nil` is this machine.
    public var host: PlannedText?
    /// `as root`: by `sudo -n`. Only with a host.
    public var user: PlannedText?
    /// Outermost first.
    public var prefixes: [Prefix]

    public init(host: PlannedText? = nil, user: PlannedText? = nil, prefixes: [Prefix] = []) {
        self.host = host
        self.user = user
        self.prefixes = prefixes
    }

    public static let local = Location()

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
