import BelayLanguage
import BelaySource
import BelaySystem
import BelayWorkspace

/// A file with tests that checks.
struct TestFile {
    let workspace: Workspace
    let program: Program
    /// Absolute: what a test names is next to it.
    let folder: String

    /// The file that the tests stand in, as it is shown.
    var source: SourceText { workspace.sources[(workspace.tests ?? workspace.runbook).rawValue] }

    /// It is this file, among others of tests alone: what it defines for its tests is not what they test.
    func isOfTests(_ file: FileNumber) -> Bool {
        file == source.file && folder.split(separator: "/").last == "tests"
    }

    /// Files and folders that were named, or the working folder; in the order of their names.
    static func found(_ names: [String], on console: Console) throws(UserError) -> [String] {
        if names.isEmpty { return files(in: ".", depth: 0) }
        var found: [String] = []
        for name in names {
            if File.isFolder(name) { found += files(in: name, depth: 0) } else { found.append(name) }
        }
        return found
    }

    /// Those below a folder in which there are tests. What is hidden is none of the user's.
    private static func files(in folder: String, depth: Int) -> [String] {
        guard depth < deepest, let entries = try? Folder.entries(of: folder) else { return [] }
        var found: [String] = []
        for entry in entries.sorted(by: { $0.name < $1.name }) where !entry.name.hasPrefix(".") {
            let path = folder == "." ? entry.name : "\(folder)/\(entry.name)"
            switch entry.kind {
            case .folder?: found += files(in: path, depth: depth + 1)
            case .file?, .link?, nil: if path.hasSuffix(".runbook"), mayHaveTests(path) { found.append(path) }
            case .socket?, .pipe?, .device?: break
            }
        }
        return found
    }

    private static let deepest = 16

    private static func mayHaveTests(_ path: String) -> Bool {
        guard let bytes = try? File.bytes(of: path, upTo: SourceText.sizeLimit) else { return false }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { $0.hasPrefix("test \"") }
    }

    /// All of them, in the order of their names; nil after the mistakes in any of them were shown.
    static func load(_ names: [String], display: DisplayOptions, on console: Console) async throws(UserError)
        -> [TestFile]?
    {
        let read = await names.mapAtOnce { (_, name) -> Result<CheckedFile, UserError> in
            Result { () throws(UserError) in try CheckedFile(name, on: console) }
        }
        var files: [TestFile] = []
        for (name, result) in zip(names, read) {
            let checked = try result.get()
            checked.show(display, on: console)
            guard let known = checked.workspace.program else { continue }
            // A test has the same end for everybody, whatever they have configured.
            let program = known.limited(by: UsualLimits())
            let path = name.hasPrefix("/") ? name : "\(console.surroundings.workingFolder)/\(name)"
            files.append(
                TestFile(workspace: checked.workspace, program: program, folder: Folder.parent(of: path) ?? "/"))
        }
        return files.count == names.count ? files : nil
    }
}
