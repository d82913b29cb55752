import BelaySource
import BelaySyntax
import BelaySystem

/// The runbook that a file of tests is about: `tests of NAME`.
struct TestSubject {
    /// A name, or a path from the file's folder.
    let name: String

    /// Nil for a file that names none: its tests are about what it defines and uses.
    init?(_ bytes: [UInt8]) {
        // Most files are none of tests, and are not read twice.
        guard Self.isFound("tests of ", in: bytes) else { return nil }
        let source = SourceText(file: FileNumber(0), name: "", bytes: bytes)
        for statement in Parser.parse(source).file.statements {
            if case .testsOf(let node) = statement, let name = node.name {
                self.name = name
                return
            }
        }
        return nil
    }

    /// An editor asks at every key, so no string is made of the file.
    private static func isFound(_ words: String, in bytes: [UInt8]) -> Bool {
        let wanted = Array(words.utf8)
        return bytes.withUnsafeBufferPointer { text in
            guard text.count >= wanted.count else { return false }
            return (0...(text.count - wanted.count)).contains { start in
                text[start] == wanted[0] && text[start..<(start + wanted.count)].elementsEqual(wanted)
            }
        }
    }

    /// The file, above a folder of tests, next to the tests, or among those that come with Belay.
    func path(besides tests: String, _ surroundings: Surroundings) throws(WorkspaceFailure) -> String {
        let own = Folder.parent(of: tests) ?? "."
        let places: [String]
        if name.contains("/") || name.hasSuffix(BundledFolder.ending) {
            places = [name.hasPrefix("/") ? name : "\(own)/\(name)"]
        } else {
            // Next to tests are other tests, which may have the runbook's name.
            let above = Folder.parent(of: own) ?? "/"
            var folders = own.hasSuffix("/tests") ? [above] : [own, above]
            if let bundled = BundledFolder(surroundings) { folders.append(bundled.path) }
            places = folders.map { "\($0)/\(name)\(BundledFolder.ending)" }.filter { $0 != tests }
        }
        if let found = places.first(where: { surroundings.openTexts[$0] != nil || File.exists($0) }) { return found }
        throw WorkspaceFailure(
            message: "\(surroundings.shown(tests)) has tests of `\(name)`, and there is no such runbook",
            help: places.map { "looked for \(surroundings.shown($0))" })
    }
}
