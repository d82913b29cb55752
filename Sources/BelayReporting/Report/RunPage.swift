import BelayRuntime

/// A run as one page of HTML that needs no network and no script: for a ticket, a mail, an archive.
public struct RunPage: Sendable {
    let run: ReportedRun
    let id: String
    /// How its journal was found.
    let verification: JournalVerification
    let clock: ClockTime
    let spelling: CommandSpelling
    /// The lines of its journal, to be read by programs.
    let records: [String]
    let tree: StepTree
    /// What the lab said of a rehearsal.
    public var rehearsal: ReportedRehearsal?
    /// A page in the same folder that lists all runs.
    public var index: String?

    public init(
        _ run: ReportedRun, id: String, verification: JournalVerification, records: [String], clock: ClockTime,
        spelling: @escaping CommandSpelling
    ) {
        self.run = run
        self.id = id
        self.verification = verification
        self.records = records
        self.clock = clock
        self.spelling = spelling
        tree = StepTree(run.steps)
    }

    public var html: String {
        ReportDocument.make(title: "\(title), \(run.outcomeWords)") { page in
            page.add(.header, body: head)
            page.add(.main) { page in
                addFailures(&page)
                addRehearsal(&page)
                addTimeline(&page)
                addLoops(&page)
                addOutline(&page)
                addQuestions(&page)
                addDifferences(&page)
                addVerification(&page)
                addRecords(&page)
            }
        }
    }

    var title: String { run.facts.beginning?.title ?? id }

    /// How the outcome looks.
    var look: Look {
        guard let end = run.end else { return .caution }
        return switch end.outcome {
        case .done: .good
        case .failed, .handled, .handlerFailed: .bad
        case .needsDecision, .cancelled, .abandoned, .takenOver: .caution
        }
    }

    /// The place of a step in the page.
    func anchor(_ step: Int) -> String { "s\(step)" }

    /// The step of a failure, the last that had its number.
    func step(of failure: Failure) -> Int? { run.steps.lastIndex { $0.path == failure.step && $0.hasFailed } }
}

/// A whole page around what it holds.
enum ReportDocument {
    static func make(title: String, _ body: (inout Markup) -> Void) -> String {
        var page = Markup()
        page.add(.html, .language) { page in
            page.add(.head) { page in
                page.add(single: .meta, .characterSet)
                page.add(single: .meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
                page.add(single: .meta, .name("color-scheme"), .content("light dark"))
                // A browser asks for no icon then.
                page.add(single: .link, .drawn("rel", "icon"), .drawn("href", "data:,"))
                page.add(.title, text: title)
                page.add(style: ReportStyle.rules)
            }
            page.addLineEnd()
            page.add(.body, body: body)
        }
        return "<!DOCTYPE html>\n" + page.html + "\n"
    }
}
