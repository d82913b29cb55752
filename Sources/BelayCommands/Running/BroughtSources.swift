import BelayJournal
import BelaySystem
import BelayWorkspace

/// The runbook and the libraries of a run that began on another machine: what is not here is as it was there.
struct BroughtSources {
    private let texts: [(path: String, text: [UInt8])]

    init(of folder: RunFolder) { texts = KeptSources(of: folder).brought }

    /// Puts each where it is looked for, unless there is a file: a library next to the runbook, whichever folder it was in.
    func recall(_ console: inout Console) {
        guard let runbook = texts.first, let folder = Folder.parent(of: runbook.path) else { return }
        // One that was typed has been put there already.
        if !File.exists(runbook.path), console.surroundings.openTexts[runbook.path] == nil {
            console.surroundings.openTexts[runbook.path] = runbook.text
        }
        for library in texts.dropFirst() where !File.exists(library.path) {
            let name = library.path.split(separator: "/").last.map(String.init) ?? library.path
            console.surroundings.openTexts["\(folder)/lib/\(name)"] = library.text
        }
    }
}
