import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySystem

/// Makes pages of the runs in the state folder, or Markdown in files whose names end with `.md`.
struct ReportWriter {
    private let console: Console
    private let catalogue: RunCatalogue
    private let clock: ClockTime

    init(_ console: Console) throws(UserError) {
        self.console = console
        catalogue = RunCatalogue(try StateFolder.found(by: console))
        clock = console.clockTime
    }

    /// One run; nil for the last of this machine.
    func write(_ run: String?, to path: String) async throws(UserError) -> ExitStatus {
        let folder = try await AllRuns(in: StateFolder.found(by: console), on: console).folder(run)
        let damage: JournalDamage?
        do throws(StateFailure) {
            let kept = try KeptRun(folder)
            try keep(text(of: kept, for: path), at: path)
            damage = kept.damage
        } catch {
            throw UserError(message: error.message)
        }
        if let damage { throw UserError(message: damage.sentence(of: "the journal")) }
        return .done
    }

    /// A rehearsal that has just ended: its run is the last of its lab.
    func write(_ rehearsal: ReportedRehearsal, to path: String) throws(UserError) {
        do throws(StateFailure) {
            let kept = try KeptRun(try catalogue.find(nil, now: console.clock.timestamp))
            try keep(text(of: kept, rehearsal, for: path), at: path)
        } catch {
            throw UserError(message: error.message)
        }
    }

    /// The faults of many rehearsals: a page, and the same as Markdown.
    func write(_ faults: FaultPage, markdown: String, to path: String) throws(UserError) {
        try save(Self.isMarkdown(path) ? markdown : faults.html, to: path)
    }

    private static func isMarkdown(_ path: String) -> Bool { path.hasSuffix(".md") }

    private func text(of kept: KeptRun, _ rehearsal: ReportedRehearsal? = nil, for path: String) -> String {
        if Self.isMarkdown(path) {
            var markdown = kept.markdown(clock)
            markdown.rehearsal = rehearsal
            return markdown.text
        }
        var page = kept.page(clock)
        page.rehearsal = rehearsal
        return page.html
    }

    /// Every run, and an index of them.
    func writeAll(to folder: String) throws(UserError) -> ExitStatus {
        do throws(StateFailure) {
            let summaries = try catalogue.summaries(now: console.clock.timestamp)
            do throws(SystemError) {
                try Folder.make(folder, mode: 0o777)
            } catch {
                throw StateFailure(message: "the folder \(folder) cannot be made: \(error.words)")
            }
            var listed: [ReportedSummary] = []
            for summary in summaries {
                let hasPage = try writePage(of: summary, in: folder)
                listed.append(ReportedSummary(summary, hasPage: hasPage, clock))
            }
            try keep(RunIndexPage(listed).html, at: "\(folder)/index.html")
        } catch {
            throw UserError(message: error.message)
        }
        return .done
    }

    /// - Returns: false when there is nothing to be read of it.
    private func writePage(of summary: RunSummary, in folder: String) throws(StateFailure) -> Bool {
        guard summary.beginning != nil, let kept = try? KeptRun(catalogue.find(summary.id)) else { return false }
        var page = kept.page(clock)
        page.index = "index.html"
        try keep(page.html, at: "\(folder)/\(summary.id).html")
        return true
    }

    func save(_ html: String, to path: String) throws(UserError) {
        do throws(StateFailure) {
            try keep(html, at: path)
        } catch {
            throw UserError(message: error.message)
        }
    }

    private func keep(_ html: String, at path: String) throws(StateFailure) {
        do throws(SystemError) {
            try File.write(Array(html.utf8), over: path, mode: 0o666)
        } catch {
            throw StateFailure(message: "\(path) cannot be written: \(error.words)")
        }
    }
}

extension Console {
    /// Moments by the clocks of this machine.
    var clockTime: ClockTime {
        let clock = clock
        return ClockTime { clock.zoneOffset(at: $0) }
    }
}

extension ReportedSummary {
    init(_ summary: RunSummary, hasPage: Bool, _ clock: ClockTime) {
        let look: Look =
            switch summary.stateRole {
            case .good: .good
            case .caution: .caution
            default: .bad
            }
        self.init(
            id: summary.id, state: summary.stateWords, look: look, subject: summary.subject,
            begun: summary.startedAt.map(clock.full) ?? "", took: summary.duration?.shown ?? "", hasPage: hasPage,
            isResumable: summary.isResumable)
    }
}
