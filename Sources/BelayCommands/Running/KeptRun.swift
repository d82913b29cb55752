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

    /// The runbook and its libraries as they were, as far as the folder has them.
    static func sources(of folder: RunFolder) -> [SourceText] {
        var survey = PastRun.Survey()
        _ = try? folder.forEachEntry { survey.take($0.record, at: $0.timestamp) }
        let kept = KeptSources(of: folder)
        var sources: [SourceText] = []
        for number in 0..<survey.fileCount {
            guard let bytes = kept.read(number) else { break }
            sources.append(SourceText(file: FileNumber(number), name: survey.name(ofFile: number), bytes: bytes))
        }
        return sources
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
