import BelaySystem

/// What dpkg says is installed on this machine.
public enum DebianPackages {
    private static let status = "/var/lib/dpkg/status"

    /// True if it is there, for any architecture, or if one that is there provides it, as `postgresql-client-15` does
    /// `postgresql-client`.
    public static func has(_ name: String) -> Bool {
        let paragraphs = ((try? Files.read(status)) ?? "").split(separator: "\n\n")
        return paragraphs.contains { paragraph in
            let lines = paragraph.split(separator: "\n")
            guard lines.contains("Status: install ok installed") else { return false }
            if lines.first == "Package: \(name)" { return true }
            guard let provides = lines.first(where: { $0.hasPrefix("Provides: ") }) else { return false }
            let names = provides.dropFirst("Provides: ".count).split(separator: ",")
            return names.contains { $0.drop { $0 == " " }.prefix { $0 != " " } == name }
        }
    }
}
