import BelaySystem
import BelayWorkspace

/// Writes files to begin with. None that is there is written over.
struct DraftFiles {
    /// The folder of the runbook as it was given; empty for the working folder.
    let folder: String
    let console: Console

    /// A path in the folder of the runbook.
    func path(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

    func isThere(_ path: String) -> Bool { File.exists(absolute(path)) }

    /// Writes a file and names it. Folders that are missing in the runbook's own are made, and that folder is not.
    func write(_ text: String, to path: String) throws(UserError) {
        if isThere(path) { throw UserError(message: "\(path) is there already") }
        if let parent = Folder.parent(of: path), parent != folder, folder.isEmpty || File.isFolder(absolute(folder)) {
            do throws(SystemError) {
                try Folder.make(absolute(parent), mode: 0o755)
            } catch {
                throw UserError(message: "cannot make the folder \(parent): \(error.words)")
            }
        }
        let whole = absolute(path)
        do throws(SystemError) {
            try File.replace(whole, with: Array(text.utf8), mode: 0o644)
        } catch {
            throw UserError(message: "cannot write \(path): \(error.words)")
        }
        console.output.write("\(path)\n")
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(console.surroundings.workingFolder)/\(path)"
    }
}
