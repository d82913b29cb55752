import BelayLanguage
import BelaySource
import BelaySyntax

/// What a test has found, in words.
extension Diagnostic {
    static func unstubbed(
        _ effect: CommandEffect, like: StubTable.Key?, in test: RunbookTest
    ) -> Diagnostic {
        let replies = effect.isCaptured ? ["says \"\(Stub.wildcard)\""] : []
        let isOfInput = like?.isOf(effect) ?? false
        var help = StubLines.lines(
            effect.sign, effect.script.shown, at: effect.location,
            input: isOfInput ? effect.input?.text.shown.trimmingEnd ?? "" : nil, replies: replies)
        help[0] = "add: \(help[0])"
        for index in help.indices.dropFirst() { help[index] = "     \(help[index])" }
        if let like, !isOfInput { help.append(effect.difference(from: like)) }
        return Diagnostic(
            code: LanguageCode.unstubbedCommand.rawValue, "the test does not say what this command answers",
            at: effect.span, label: "it would run \(effect.line)",
            further: [Place(span: test.span, label: "this test")], help: help)
    }

    static func unanswered(_ question: Question, in test: RunbookTest) -> Diagnostic {
        let value =
            switch question.kind {
            case .confirm, .approval, .manual, .outcome, .hold: "yes"
            case .ask(_, _, let defaultValue): StubLines.text(defaultValue ?? "VALUE")
            case .pointOfNoReturn(let lock): StubLines.text(lock.shown)
            }
        return Diagnostic(
            code: LanguageCode.unansweredInTest.rawValue, "the test does not answer “\(question.text.shown)”",
            at: test.span, label: "step \(question.step) asks",
            help: ["add: answer \(value) to \(StubLines.string(question.text.shown))"])
    }

    static func unknownFile(_ path: String, in test: RunbookTest) -> Diagnostic {
        Diagnostic(
            code: LanguageCode.unansweredInTest.rawValue, "the test does not say what the file \(path) holds",
            at: test.span, label: "a command reads it", help: ["add: file \(StubLines.text(path)) holds \"...\""])
    }

    static func unmet(_ instead: String, _ span: Span, ran: [String]) -> Diagnostic {
        Diagnostic(
            code: LanguageCode.unmetClaim.rawValue, instead, at: span, label: "not what the test says",
            help: list(ran, after: "ran:", none: "nothing ran"))
    }

    static func unmet(_ instead: String, _ span: Span, told: [String]) -> Diagnostic {
        Diagnostic(
            code: LanguageCode.unmetClaim.rawValue, instead, at: span, label: "not what the test says",
            help: told.count > 1 ? list(told.map { "“\($0)”" }, after: "all:", none: "") : [])
    }

    private static let longestList = 12

    private static func list(_ lines: [String], after word: String, none: String) -> [String] {
        if lines.isEmpty { return [none] }
        let left = lines.count - longestList
        let shown = left > 0 ? ["\(left) more before these"] + lines.suffix(longestList) : lines
        return [word] + shown.map { "  \($0)" }
    }

    static func unexpectedEnd(_ end: RunEnd, at span: Span) -> Diagnostic {
        var diagnostic = Diagnostic(
            code: LanguageCode.unmetClaim.rawValue, end.words, at: span,
            label: "it must be done, unless the test says else")
        if let failure = end.failure {
            if failure.span.end > failure.span.start {
                diagnostic.further = [Place(span: failure.span, label: "failed here")]
            }
            diagnostic.help = ["if that is right: it fails with \(StubLines.string(failure.message))"]
        }
        return diagnostic
    }

    static func failedExpectation(_ failure: Failure, at span: Span) -> Diagnostic {
        Diagnostic(
            code: LanguageCode.unmetClaim.rawValue, failure.message, at: span, label: "not what the test says")
    }

    /// A line of the test itself could not be read: a value that is not there.
    static func failedLine(_ failure: Failure) -> Diagnostic {
        Diagnostic(code: LanguageCode.unmetClaim.rawValue, failure.message, at: failure.span)
    }
}

extension CommandEffect {
    /// What tells it from a stub of the same text.
    fileprivate func difference(from stub: StubTable.Key) -> String {
        if stub.sign != sign { return "the test has it with the sign `\(stub.sign.rawValue)`" }
        return stub.place.text.isEmpty ? "the test has it on this machine" : "the test has it on \(stub.place.text)"
    }
}
