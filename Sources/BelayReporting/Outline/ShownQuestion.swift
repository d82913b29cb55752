import BelayRuntime

extension OutlineLayout {
    func question(_ question: Question, repeatsNumber: Bool, depth: Int = 0) -> StyledText {
        var row = repeatsNumber ? StyledText(String(repeating: " ", count: textColumn - 2)) : number(question.step)
        row.append("  " + String(repeating: " ", count: 2 * depth))
        row.append(question.heading, .caution)
        row.append(question.text.shown)
        return row
    }
}

extension Question {
    /// Such as `on 10.0.0.4 failed: no space left`.
    var subject: String {
        guard case .hold(let held) = kind else { return heading + text.shown }
        let location = held.failure.location.shown
        let place = location.isEmpty ? "" : "on \(location) "
        return "\(place)failed: \(held.failure.message)"
    }
}

extension Answer {
    /// Beneath the question.
    var sentence: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .seen: "it is done"
        case .text(let text): text
        case .retry: "try again"
        case .waitLonger(let time): "wait longer, for \(time.shown)"
        case .runHandlers: "run the handlers"
        case .skip(let reason): "skip: \(reason)"
        case .give: "its value was given"
        case .stop: "stop"
        case .approved(let people): "approved by \(people.joined(separator: ", "))"
        case .rejected(let words): "rejected by \(words)"
        case .unapproved(let words): words
        case .happened: "it happened"
        case .didNotHappen: "it did not happen"
        case .none: "no answer"
        }
    }
}

extension DoubtfulChange {
    /// Such as `begun 2m13s ago, ran for 2s, said last: begin`; nil when nothing is known.
    var sentence: String? {
        var facts: [String] = []
        if let age { facts.append("started \(age.shownInSeconds) ago") }
        if let ran { facts.append("ran for \(ran.shown)") }
        if let last = tail.split(whereSeparator: \.isNewline).last {
            facts.append("last output: \(PrintableText.make(String(last)))")
        }
        return facts.isEmpty ? nil : facts.joined(separator: ", ")
    }
}
