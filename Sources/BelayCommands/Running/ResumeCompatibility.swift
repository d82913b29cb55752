import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource

/// The check that a run's changes are still in the runbook: the same commands under the same numbers. What comes
/// after may have been edited.
struct ResumeCompatibility {
    let folder: RunFolder
    let program: Program
    /// It can be given up instead.
    var isOpen = true

    func check(_ resumeCheck: ResumeCheck, on console: Console) throws(UserError) {
        guard !resumeCheck.isWhole else { return }
        let changed = difference
        if !changed.isEmpty { console.error.write(changed) }
        var help = isOpen ? ["belay abandon \(folder.id)   give it up"] : []
        if !changed.isEmpty {
            help.insert("restore the part that the run has done, and edit only what comes after it", at: 0)
        }
        throw UserError(message: message(resumeCheck), help: help)
    }

    private func message(_ resumeCheck: ResumeCheck) -> String {
        if let contradiction = resumeCheck.contradiction { return contradiction }
        guard let lost = resumeCheck.lost else { preconditionFailure("a whole recollection is not refused") }
        return "the run has done `\(lost.command)` at \(lost.step), which is no longer in the runbook"
    }

    /// The changes in the runbook and its libraries since the run began, as `diff -u` shows them.
    private var difference: String {
        let kept = KeptSources(of: folder)
        var text = ""
        for (index, source) in program.sources.enumerated() {
            guard let old = kept.read(index), old != source.bytes else { continue }
            let difference = UnifiedDiff(
                from: String(decoding: old, as: UTF8.self), to: String(decoding: source.bytes, as: UTF8.self))
            text += "--- \(source.name), when the run began\n+++ \(source.name), now\n\(difference.text)"
        }
        return text
    }
}
