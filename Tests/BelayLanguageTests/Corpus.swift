import Foundation

/// The runbooks of the repository that must check without a word.
enum Corpus {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let valid = root.appending(path: "Tests/Corpus/valid")

    static let runbooks: [String] = {
        let names = FileManager.default.enumerator(atPath: valid.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".runbook") }.sorted()
    }()

    /// A runbook of the corpus with every library that lies there.
    static func project(_ name: String) throws -> Project {
        let libraries = runbooks.filter { $0.hasPrefix("lib/") && $0 != name }
        return Project(
            texts: try ([name] + libraries).map { name in
                (name, try String(contentsOf: valid.appending(path: name), encoding: .utf8))
            })
    }
}
