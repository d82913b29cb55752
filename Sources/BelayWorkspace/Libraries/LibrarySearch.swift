import BelaySystem

/// The search for a name after `use`.
struct LibrarySearch {
    let surroundings: Surroundings
    let bundled: BundledFolder?

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        bundled = BundledFolder(surroundings)
    }

    /// The folders in their order: `lib` next to the file with the `use`, the file's own folder if that is a folder of
    /// libraries, those of `$BELAY_PATH`, and the bundled one. The path is absolute.
    func folders(for path: String, isLibrary: Bool) -> [String] {
        let own = Folder.parent(of: path) ?? "."
        var folders = [own + "/lib"]
        if isLibrary || own.hasSuffix("/lib") { folders.append(own) }
        if own.hasSuffix("/tests"), let above = Folder.parent(of: own) {
            folders += [above + "/lib"] + (above.hasSuffix("/lib") ? [above] : [])
        }
        folders += surroundings.folders(in: "BELAY_PATH")
        if let bundled { folders.append(bundled.path + "/lib") }
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }
    }

    /// A library of this name comes with Belay and is a different file.
    func hidesBundled(_ name: String, _ identity: FileBytes.Identity) -> Bool {
        guard let bundled, let known = try? FileBytes("\(bundled.path)/lib/\(name)\(BundledFolder.ending)") else {
            return false
        }
        return known.identity != identity
    }

    /// Names of libraries in folders, for suggestions.
    func names(in folders: [String]) -> [String] {
        Array(Set(folders.flatMap { BundledFolder.names(in: $0) })).sorted()
    }

    /// A valid name of a library: it is looked for in folders, and cannot lead out of them.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy {
                $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
    }
}
