import BelayTestSupport

/// The runbooks of the repository that must check without a word.
enum Corpus {
    private static let valid = "Tests/Corpus/valid"

    static let runbooks = Repository.runbooks(in: valid)

    /// Without the labs that they are rehearsed in.
    static let examples = Repository.runbooks(in: "examples").filter { !$0.hasPrefix("labs/") }

    /// An example with the bundled libraries.
    static func example(_ name: String) throws -> Project {
        let libraries = Repository.runbooks(in: "runbooks/lib")
        return Project(
            texts: [(name, try Repository.text("examples/\(name)"))]
                + (try libraries.map { ("lib/\($0)", try Repository.text("runbooks/lib/\($0)")) }))
    }

    /// A runbook of the corpus with every library that lies there.
    static func project(_ name: String) throws -> Project {
        let libraries = runbooks.filter { $0.hasPrefix("lib/") && $0 != name }
        return Project(
            texts: try ([name] + libraries).map { name in (name, try Repository.text("\(valid)/\(name)")) })
    }
}
