/// A run in an index of runs.
public struct ReportedSummary: Sendable {
    public enum Look: Sendable {
        case good
        case caution
        case bad
    }

    public var id: String
    /// Such as `failed, 2 not undone`.
    public var state: String
    public var look: Look
    /// Such as `deploy.runbook for shop`.
    public var subject: String
    /// As a clock shows it; empty where it is not known.
    public var begun: String
    public var took: String
    /// There is a page of it in the folder of the index.
    public var hasPage: Bool
    public var isResumable: Bool

    public init(
        id: String, state: String, look: Look, subject: String, begun: String, took: String, hasPage: Bool,
        isResumable: Bool
    ) {
        self.id = id
        self.state = state
        self.look = look
        self.subject = subject
        self.begun = begun
        self.took = took
        self.hasPage = hasPage
        self.isResumable = isResumable
    }
}

/// All runs as a table, each with a link to its page.
public struct RunIndexPage: Sendable {
    private let runs: [ReportedSummary]

    /// - Parameter runs: the oldest first.
    public init(_ runs: [ReportedSummary]) { self.runs = runs }

    /// The newest come first.
    public var html: String {
        ReportDocument.make(title: "Runs") { page in
            page.add(.header) { $0.add(.h1, text: "Runs") }
            page.add(.main) { page in
                if runs.isEmpty {
                    page.add(.p, text: "Nothing has run yet.")
                    return
                }
                page.add(.p, .classes([.muted]), text: counts)
                page.add(.div, .classes([.wide])) { addTable(&$0) }
            }
        }
    }

    private var counts: String {
        let failed = runs.count { $0.look == .bad }
        let open = runs.count(where: \.isResumable)
        return "\(runs.count == 1 ? "1 run" : "\(runs.count) runs"), \(failed) failed, \(open) can be resumed."
    }

    private func addTable(_ page: inout Markup) {
        page.add(.table) { page in
            page.add(.thead) { page in
                page.add(.tr) { page in
                    for name in ["Run", "Outcome", "Runbook", "Begun", "Took"] {
                        page.add(.th, .scope("col"), text: name)
                    }
                }
            }
            page.add(.tbody) { page in
                for run in runs.reversed() { addRow(run, &page) }
            }
        }
    }

    private func addRow(_ run: ReportedSummary, _ page: inout Markup) {
        page.add(.tr) { page in
            page.add(.td) { page in
                if run.hasPage { page.add(.a, .file("\(run.id).html"), text: run.id) } else { page.add(text: run.id) }
            }
            page.add(.td, .classes([run.look.look])) { page in
                page.add(text: run.state + (run.isResumable ? ", can be resumed" : ""))
            }
            for text in [run.subject, run.begun, run.took] { page.add(.td, text: text) }
        }
        page.addLineEnd()
    }
}

extension ReportedSummary.Look {
    fileprivate var look: Look {
        switch self {
        case .good: .good
        case .caution: .caution
        case .bad: .bad
        }
    }
}
