import BelaySystem

/// What dpkg says is installed on this machine.
public enum DebianPackages {
    private static let lists = "/var/lib/dpkg/info"

    /// True if it is there, for any architecture.
    public static func has(_ name: String) -> Bool {
        if File.exists("\(lists)/\(name).list") { return true }
        return Files.names(in: lists).contains { $0.hasPrefix("\(name):") && $0.hasSuffix(".list") }
    }
}
