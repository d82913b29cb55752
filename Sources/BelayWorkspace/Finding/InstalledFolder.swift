import BelaySystem

/// A folder that comes with Belay. No path is built into the program: it is found relative to the program.
struct InstalledFolder {
    /// `../share/belay/NAME` relative to the program; otherwise, for a program in a build folder of the repository, that
    /// folder of the repository. Nil if neither exists.
    ///
    /// - Parameters:
    ///   - name: as it is installed, such as `runbooks`.
    ///   - repository: where the repository has it, such as `Tests/Transcripts/Diagnostics`.
    static func path(_ name: String, repository: String, _ surroundings: Surroundings) -> String? {
        let parts = surroundings.executable.split(separator: "/").map(String.init)
        let places = [parts.dropLast(2) + ["share", "belay", name]] + besideBuildFolder(parts, repository)
        return places.map { "/" + $0.joined(separator: "/") }.first(where: File.isFolder)
    }

    /// Build folders are named `.build` and `.build-...`.
    private static func besideBuildFolder(_ parts: [String], _ folder: String) -> [[String]] {
        guard let index = parts.lastIndex(where: { $0 == ".build" || $0.hasPrefix(".build-") }) else { return [] }
        return [parts[..<index] + [folder]]
    }
}
