/// The head: the outcome, who ran what with which values, where and when.
extension RunPage {
    func head(_ page: inout Markup) {
        if let index { page.add(.nav) { $0.add(.a, .file(index), text: "All runs") } }
        page.add(.h1) { page in
            page.add(text: title + " ")
            page.add(.span, .classes([.mark, look]), text: run.outcomeWords)
        }
        page.add(.p, .classes([.words]), text: run.sentence)
        page.add(.dl, .classes([.facts])) { page in
            for fact in run.facts(id: id, clock) { add(fact, &page) }
        }
        page.addLineEnd()
    }

    private func add(_ fact: RunFacts.Fact, _ page: inout Markup) {
        if fact.values.isEmpty { return }
        page.add(.div) { page in
            page.add(.dt, text: fact.name)
            page.add(.dd) { page in
                for value in fact.values { page.add(.div, text: value) }
            }
        }
    }
}
