import Foundation

/// The runbooks of the repository that must check without a word.
enum Corpus {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let valid = root.appending(path: "Tests/Corpus/valid")

    static let runbooks = names(in: valid)

    static let examples = names(in: root.appending(path: "examples"))

    private static func names(in folder: URL) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".runbook") }.sorted()
    }

    /// An example, which uses no library.
    static func example(_ name: String) throws -> Project {
        Project(try String(contentsOf: root.appending(path: "examples/\(name)"), encoding: .utf8), name: name)
    }

    /// A runbook of the corpus with every library that lies there.
    static func project(_ name: String) throws -> Project {
        let libraries = runbooks.filter { $0.hasPrefix("lib/") && $0 != name }
        return Project(
            texts: try ([name] + libraries).map { name in
                (name, try String(contentsOf: valid.appending(path: name), encoding: .utf8))
            })
    }
}
