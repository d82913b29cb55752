import BelaySyntax

/// The parts of the runbook and its phrases: a row for each statement.
extension ManualPage {
    func addParts(_ page: inout Markup) {
        if manual.parts.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "What it does")
            for (index, part) in manual.parts.enumerated() {
                page.add(.details, .classes([.phase]), .open) { page in
                    page.add(.summary, .id("part\(index + 1)")) { $0.add(.h3, text: part.heading) }
                    page.add(.div, .classes([.outline])) { add(part.rows[...], depth: 0, &$0) }
                }
                page.addLineEnd()
            }
        }
    }

    func addPhrases(_ page: inout Markup) {
        if manual.phrases.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Phrases")
            for (index, phrase) in manual.phrases.enumerated() {
                page.add(.details, .classes([.phase]), .open) { page in
                    page.add(.summary, .id("phrase\(index + 1)")) { $0.add(.h3, text: phrase.name) }
                    add(phrase, &page)
                }
                page.addLineEnd()
            }
        }
    }

    private func add(_ phrase: RunbookManual.Phrase, _ page: inout Markup) {
        page.add(.pre, .classes([.output]), text: "\(phrase.kind) \(phrase.signature)")
        if !phrase.documentation.isEmpty { page.add(.p, text: phrase.documentation) }
        page.add(.p, .classes([.muted]), text: phrase.sentence)
        page.add(.div, .classes([.outline])) { page in
            add(phrase.rows[...], depth: 0, &page)
            guard let undo = phrase.undo, !undo.isEmpty else { return }
            page.add(.div, .classes([.element]), text: "It is undone so:")
            add(undo[...], depth: 0, &page)
        }
    }

    /// What is deeper is set in.
    private func add(_ rows: ArraySlice<RunbookManual.Row>, depth: Int, _ page: inout Markup) {
        var rest = rows
        while let row = rest.first {
            if row.depth > depth {
                let inner = rest.prefix { $0.depth > depth }
                page.add(.div, .classes([.group])) { add(inner, depth: depth + 1, &$0) }
                rest = rest.dropFirst(inner.count)
            } else {
                add(row, &page)
                rest = rest.dropFirst()
            }
        }
    }

    private func add(_ row: RunbookManual.Row, _ page: inout Markup) {
        page.add(.div, .classes([.row])) { page in
            page.add(.span, .classes([.muted]), text: row.number)
            if let sign = row.sign {
                page.add(.b, .classes([sign.look]), text: sign.rawValue)
            } else {
                page.add(.b) { _ in }
            }
            page.add(.div) { page in
                if !row.comment.isEmpty { page.add(.div, .classes([.muted]), text: row.comment) }
                if !row.place.isEmpty { page.add(.i, .classes([.place]), text: row.place + ": ") }
                page.add(text: row.text)
            }
            page.add(.span, .classes([.took])) { page in
                for (index, phrase) in row.calls.enumerated() {
                    if index > 0 { page.add(text: ", ") }
                    addLink(to: phrase, &page)
                }
            }
        }
    }

    func addLink(to phrase: String, _ page: inout Markup) {
        guard let position = manual.position(of: phrase) else {
            page.add(text: phrase)
            return
        }
        page.add(.a, .toward("phrase\(position + 1)"), text: phrase)
    }
}
