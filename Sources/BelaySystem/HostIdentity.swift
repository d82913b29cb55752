import Glibc

/// The user who runs Belay, and the machine.
public enum HostIdentity {
    public static var process: Int { Int(getpid()) }

    /// The name of this machine.
    public static var name: String {
        var names = utsname()
        guard uname(&names) == 0 else { return "localhost" }
        return withUnsafeBytes(of: &names.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The name of the user, or the number of one without a name.
    public static var user: String { UserAccount(getuid())?.name ?? "\(getuid())" }
}
