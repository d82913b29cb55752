import Glibc

/// Small texts that processes of a lab leave for each other in its folder.
public enum LabNotes {
    private static let folder = "\(LabFolder.path)/notes"

    private static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Whoever reads it sees all of it or nothing.
    public static func write(_ text: String, to name: String) throws(LabFailure) {
        try Files.makeFolder(folder)
        try Files.replace(path(name), with: text)
    }

    /// Nil for one that was not written.
    public static func read(_ name: String) -> String? { try? Files.read(path(name)) }

    /// How many there are of this name with a number behind it.
    public static func count(of name: String) -> Int { Files.names(in: folder).count { $0.hasPrefix("\(name)-") } }
}
