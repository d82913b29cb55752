import BelaySource
import BelaySyntax
import BelayTestSupport
import Foundation
import Testing

/// The runbooks that the laws of the syntax are tested on.
struct Corpus: Sendable {
    struct Entry: Sendable, CustomTestStringConvertible {
        var name: String
        var source: SourceText

        var testDescription: String { name }
    }

    /// All runbooks below a folder of the repository, in the order of their names.
    static func entries(in folder: String) -> [Entry] {
        Repository.runbooks(in: folder).map { name in
            let file = Repository.root.appending(path: "\(folder)/\(name)").path
            let bytes = FileManager.default.contents(atPath: file) ?? Data()
            return Entry(name: name, source: SourceText(file: FileNumber(0), name: name, bytes: Array(bytes)))
        }
    }

    /// The bytes of all files in a folder of the repository.
    static func files(in folder: String) -> [[UInt8]] {
        let base = Repository.root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
        return names.sorted().compactMap { name in
            FileManager.default.contents(atPath: base.appending(path: name).path).map(Array.init)
        }
    }

    static let valid =
        entries(in: "Tests/Corpus/valid") + entries(in: "runbooks")
        + entries(in: "examples").filter { !$0.name.hasPrefix("labs/") }
}
