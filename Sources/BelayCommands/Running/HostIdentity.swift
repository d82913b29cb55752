import Glibc

/// The user who runs Belay, and the machine.
enum HostIdentity {
    static var process: Int { Int(getpid()) }

    static var name: String {
        var names = utsname()
        guard uname(&names) == 0 else { return "localhost" }
        return withUnsafeBytes(of: &names.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    static var user: String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return "\(getuid())"
        }
        return String(cString: entry.pw_name)
    }
}
