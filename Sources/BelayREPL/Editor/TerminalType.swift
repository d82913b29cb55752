import Glibc

/// The terminal that `TERM` names.
public enum TerminalType {
    /// True if it breaks rows again when it becomes narrower, as all do but the oldest ones.
    public static func reflows(_ environment: [String: String]) -> Bool {
        environment["XTERM_VERSION"] == nil && environment["TERM"] != "linux"
    }

    /// True if lines can be edited on it: it can move its cursor, and the system knows how.
    public static func canEdit(_ environment: [String: String]) -> Bool {
        guard let name = environment["TERM"], let first = name.utf8.first, name != "dumb", !name.contains("/") else {
            return false
        }
        let home = environment["HOME"].map { [$0 + "/.terminfo"] } ?? []
        let named = environment["TERMINFO"].map { [$0] } ?? []
        let listed = environment["TERMINFO_DIRS"]?.split(separator: ":").map(String.init) ?? []
        let folders = named + home + listed + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
        // Some systems name the folder by the letter, some by its number.
        let letters = [String(UnicodeScalar(first)), String(first, radix: 16)]
        return folders.contains { folder in
            letters.contains { access("\(folder)/\($0)/\(name)", R_OK) == 0 }
        }
    }
}
