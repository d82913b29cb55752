package import Foundation

/// The checkout that the tests were built from.
package enum Repository {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Of its folder.
    package static var path: String { root.path }

    /// The bundled runbooks.
    package static var runbooks: URL { root.appending(path: "runbooks") }

    /// The text of a file, by its path in the repository.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The runbooks below a folder, by their paths in it, in order.
    package static func runbooks(in folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.allObjects as? [String]
        return (names ?? []).filter { $0.hasSuffix(".runbook") }.sorted()
    }
}
