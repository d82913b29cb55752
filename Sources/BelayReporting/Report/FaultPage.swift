/// Every fault at every step of a runbook as a table whose cells are coloured by the state that the rehearsal ended in.
public struct FaultPage: Sendable {
    public enum Cell: Sendable {
        /// In a state that the lab declares; the first of these is what the procedure is for.
        case ended(letter: String, isFirst: Bool, words: String)
        /// In none of them.
        case otherState(String)
        /// The fault did not occur.
        case notStruck(String)
        /// The fault has its effect at this later step.
        case sameAs(String)
        case notRun
    }

    public struct Row: Sendable {
        public var step: String
        public var title: String
        public var cells: [Cell]

        public init(step: String, title: String, cells: [Cell]) {
            self.step = step
            self.title = title
            self.cells = cells
        }
    }

    private let runbook: String
    private let faults: [(name: String, explanation: String)]
    private let rows: [Row]
    private let summary: String

    /// - Parameter summary: a sentence or more about all of them.
    public init(runbook: String, faults: [(name: String, explanation: String)], rows: [Row], summary: String) {
        self.runbook = runbook
        self.faults = faults
        self.rows = rows
        self.summary = summary
    }

    public var html: String {
        ReportDocument.make(title: "Every fault at every step of \(runbook)") { page in
            page.add(.header) { page in
                page.add(.h1, text: "Every fault at every step")
                page.add(.p, .classes([.words]), text: runbook)
                page.add(.p, text: summary.replacing("`", with: ""))
            }
            page.add(.main) { page in
                addLegend(&page)
                page.add(.div, .classes([.wide])) { addTable(&$0) }
                addTroubles(&page)
            }
        }
    }

    private func addLegend(_ page: inout Markup) {
        page.add(.div, .classes([.wide])) { page in
            page.add(.table, .classes([.faults])) { page in
                page.add(.tbody) { page in
                    page.add(.tr) { page in
                        page.add(.td, .classes([.good]), text: "ended as wanted")
                        page.add(.td, .classes([.caution]), text: "ended in another of the lab's states")
                        page.add(.td, .classes([.bad]), text: "X  ended in none of them")
                        page.add(.td, .classes([.quiet]), text: "·  the fault did not occur")
                        page.add(.td, text: "↓  takes effect at a later step")
                    }
                }
            }
        }
    }

    private func addTable(_ page: inout Markup) {
        page.add(.table, .classes([.faults])) { page in
            page.add(.thead) { page in
                page.add(.tr) { page in
                    page.add(.th, .scope("col"), text: "Step")
                    page.add(.th, .scope("col"), text: "")
                    for fault in faults {
                        page.add(.th, .scope("col"), .title(fault.explanation)) { page in
                            page.add(.span, .classes([.label]), text: fault.name)
                        }
                    }
                }
            }
            page.add(.tbody) { page in
                for row in rows {
                    page.add(.tr) { page in
                        page.add(.th, .scope("row"), text: row.step)
                        page.add(.td, .classes([.words]), text: row.title)
                        for cell in row.cells { add(cell, &page) }
                    }
                    page.addLineEnd()
                }
            }
        }
    }

    private func add(_ cell: Cell, _ page: inout Markup) {
        switch cell {
        case .ended(let letter, let isFirst, let words):
            page.add(.td, .classes([isFirst ? .good : .caution]), .title(words), text: letter)
        case .otherState(let words): page.add(.td, .classes([.bad]), .title(words), text: "X")
        case .notStruck(let words): page.add(.td, .classes([.quiet]), .title(words), text: "·")
        case .sameAs(let step): page.add(.td, .title("takes effect at \(step)"), text: "↓")
        case .notRun: page.add(.td, .title("not rehearsed"), text: "")
        }
    }

    /// What nobody finds by pointing at cells.
    private func addTroubles(_ page: inout Markup) {
        let troubles = rows.flatMap { row in
            zip(faults, row.cells).compactMap { fault, cell -> String? in
                if case .otherState(let words) = cell { "\(fault.name)@\(row.step): \(words)" } else { nil }
            }
        }
        if troubles.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "In none of the states")
            page.add(.ul) { page in
                for trouble in troubles { page.add(.li, .classes([.bad]), text: trouble) }
            }
        }
    }
}
