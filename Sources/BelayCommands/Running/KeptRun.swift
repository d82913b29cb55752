import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelayTransports

/// A run as its folder keeps it, read as a whole: its records, and the runbook as it was.
struct KeptRun {
    let run: ReportedRun
    /// Why not all of it is there.
    let damage: JournalDamage?
    private let folder: RunFolder
    private let journal: WholeJournal

    init(_ folder: RunFolder) throws(StateFailure) {
        self.folder = folder
        journal = try folder.readWhole()
        damage = journal.damage
        var run = ReportedRun()
        for entry in journal.entries { run.take(entry.record, at: entry.timestamp) }
        let kept = KeptSources(of: folder)
        run.keep(sources: run.digests.indices.map { kept.read($0) })
        self.run = run
    }

    func markdown(_ clock: ClockTime) -> RunMarkdown {
        RunMarkdown(run, id: folder.id, clock: clock, spelling: \.copyable)
    }

    func page(_ clock: ClockTime) -> RunPage {
        let verification = JournalVerification(
            path: folder.journalPath, count: journal.entries.count, lastLink: journal.lastLink,
            trouble: damage?.sentence(of: "the journal"))
        return RunPage(
            run, id: folder.id, verification: verification, records: journal.lines, clock: clock,
            spelling: \.copyable)
    }
}
