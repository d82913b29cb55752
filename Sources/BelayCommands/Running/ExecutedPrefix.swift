import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource

/// What a run has done must be in the runbook still: the same commands under the same numbers. What comes after may have
/// been edited.
struct ExecutedPrefix {
    let interrupted: InterruptedRun
    let program: Program

    func check(_ recollection: Recollection, on console: Console) throws(Refusal) {
        guard !recollection.isWhole else { return }
        let changed = difference
        if !changed.isEmpty { console.error.write(changed) }
        var help = ["belay abandon \(interrupted.journal.run)   gives it up"]
        if !changed.isEmpty { help.insert("put back what the run has done, and edit only what comes after it", at: 0) }
        throw Refusal(message: message(recollection), help: help)
    }

    private func message(_ recollection: Recollection) -> String {
        if let contradiction = recollection.contradiction { return contradiction }
        guard let lost = recollection.lost else { preconditionFailure("a whole recollection is not refused") }
        return "the run has done `\(lost.command)` at \(lost.step), and the runbook has that no longer"
    }

    /// What has changed in the runbook and its libraries since the run began, as `diff -u` shows it.
    private var difference: String {
        let kept = KeptSources(of: interrupted.journal.folder)
        var text = ""
        for (index, source) in program.sources.enumerated() {
            guard let old = kept.read(index), old != source.bytes else { continue }
            let difference = LineDifference(
                from: String(decoding: old, as: UTF8.self), to: String(decoding: source.bytes, as: UTF8.self))
            text += "--- \(source.name), as the run began\n+++ \(source.name), now\n\(difference.text)"
        }
        return text
    }
}
