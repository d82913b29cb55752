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
    /// What kind of question it is, before its text.
    var heading: String {
        switch kind {
        case .confirm: "confirm: "
        case .pointOfNoReturn(let lock): "to go on, the text \(lock.shown) is needed: "
        case .ask(let name, _, _): "\(name): "
        case .manual: "by hand: "
        case .outcome: "did it happen? "
        case .hold: "held: "
        }
    }
}

extension Answer {
    /// Beneath the question.
    var sentence: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .text(let text): text
        case .retry: "try again"
        case .waitLonger: "wait longer"
        case .runHandlers: "run the handlers"
        case .skip(let reason): "skip: \(reason)"
        case .stop: "stop"
        case .happened: "it happened"
        case .didNotHappen: "it did not happen"
        case .none: "no answer"
        }
    }
}
