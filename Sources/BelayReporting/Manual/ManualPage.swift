/// The manual of a runbook as one page of HTML that needs no network and no script, with the look of a report.
public struct ManualPage: Sendable {
    let manual: RunbookManual

    public init(_ manual: RunbookManual) { self.manual = manual }

    public var html: String {
        ReportDocument.make(title: manual.title) { page in
            page.add(.header, body: head)
            page.add(.main) { page in
                addParameters(&page)
                addGraph(&page)
                addParts(&page)
                addQuestions(&page)
                addWays(&page)
                addPhrases(&page)
            }
        }
    }

    private func head(_ page: inout Markup) {
        page.add(.h1, text: manual.title)
        if !manual.documentation.isEmpty { page.add(.p, .classes([.words]), text: manual.documentation) }
        page.add(.dl, .classes([.facts])) { page in
            for fact in manual.facts {
                page.add(.div) { page in
                    page.add(.dt, text: fact.name)
                    page.add(.dd) { $0.add(.code, text: fact.value) }
                }
            }
        }
        page.addLineEnd()
    }

    private func addParameters(_ page: inout Markup) {
        if manual.parameters.isEmpty { return }
        addTable("What it is given", ["Name", "Type", "Usually", "What it is"], &page) { page in
            for parameter in manual.parameters {
                page.add(.tr) { page in
                    for text in [parameter.name, parameter.type, parameter.defaultValue] {
                        page.add(.td) { $0.add(.code, text: text) }
                    }
                    page.add(.td, text: parameter.documentation)
                }
            }
        }
    }

    private func addQuestions(_ page: inout Markup) {
        if manual.questions.isEmpty { return }
        addTable("What a person decides", ["Where", "What"], &page) { page in
            for question in manual.questions {
                page.add(.tr) { page in
                    page.add(.td, text: question.place)
                    page.add(.td) { page in
                        if question.isPointOfNoReturn {
                            page.add(.span, .classes([.destroys]), text: "point of no return ")
                        }
                        page.add(text: question.text)
                    }
                }
            }
        }
    }

    private func addWays(_ page: inout Markup) {
        if manual.changing.isEmpty { return }
        addTable("What is undone", ["Action", "Where it is done already", "After a failure"], &page) { page in
            for phrase in manual.changing {
                page.add(.tr) { page in
                    page.add(.td) { addLink(to: phrase.name, &$0) }
                    page.add(.td, text: phrase.hasDoneWhen ? "found done" : "")
                    page.add(
                        .td, .classes([phrase.undo == nil ? .caution : .good]),
                        text: phrase.undo == nil ? "not undone" : "undone")
                }
            }
        }
    }

    private func addTable(
        _ title: String, _ head: [String], _ page: inout Markup, _ rows: (inout Markup) -> Void
    ) {
        page.add(.section) { page in
            page.add(.h2, text: title)
            page.add(.div, .classes([.wide])) { page in
                page.add(.table) { page in
                    page.add(.thead) { page in
                        page.add(.tr) { page in for name in head { page.add(.th, .scope("col"), text: name) } }
                    }
                    page.add(.tbody, body: rows)
                }
            }
        }
        page.addLineEnd()
    }
}
