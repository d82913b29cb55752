/// What the lab said of a rehearsal, in rows of a name and a text.
public struct ReportedRehearsal: Sendable {
    /// The state that it ended in, in words; nil for none of those that it may end in.
    public var state: String?
    /// Why it is in none of them.
    public var reasons: [String]
    /// Such as how long nothing was served.
    public var rows: [(name: String, text: String)]

    public init(state: String?, reasons: [String], rows: [(name: String, text: String)]) {
        self.state = state
        self.reasons = reasons
        self.rows = rows
    }

    var sentence: String { state ?? "The lab is in none of the states that a procedure may end in." }
}

extension RunPage {
    func addRehearsal(_ page: inout Markup) {
        guard let rehearsal else { return }
        page.add(.section) { page in
            page.add(.h2, text: "Rehearsal")
            page.add(.p, .classes([rehearsal.state == nil ? .bad : .good, .words])) { page in
                page.add(text: rehearsal.sentence)
            }
            for reason in rehearsal.reasons { page.add(.p, .classes([.bad]), text: reason) }
            page.add(.dl, .classes([.facts])) { page in
                for row in rehearsal.rows {
                    page.add(.div) { page in
                        page.add(.dt, text: row.name)
                        page.add(.dd, text: row.text)
                    }
                }
            }
        }
        page.addLineEnd()
    }
}
