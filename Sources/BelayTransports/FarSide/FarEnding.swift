import BelayRuntime

/// Reads from the marks how a command behind a prefix ended.
struct FarEnding {
    let ending: CommandOutcome.Ending

    /// - Parameter place: where the command was to run, in words.
    init(_ report: ChildReport, place: String) {
        ending = Self.read(report, place)
    }

    private static func read(_ report: ChildReport, _ place: String) -> CommandOutcome.Ending {
        if let stop = report.stop { return CommandOutcome.Ending(stop) }
        if let status = report.marks.exited { return .exited(status) }
        if let refusal = report.marks.refusal { return .notStarted(words(of: refusal, place)) }
        guard report.marks.started == nil else {
            return .unknown("`\(place)` ended before the command was seen to end" + said(report))
        }
        // A prefix that loses standard error loses the marks; that it succeeded says that the command ran.
        if report.ending == .exited(0) { return .exited(0) }
        return .notStarted("`\(place)` did not start the command" + said(report))
    }

    static func words(of refusal: Mark, _ place: String) -> String {
        switch refusal {
        case .missingProgram: "there is no such program behind `\(place)`"
        case .noPipefail: Transports.noPipefail("the shell behind `\(place)`")
        case .noInput: "`\(place)` does not pass standard input on, which carries the variables"
        case .host, .started, .exited: "the command was not started behind `\(place)`"
        }
    }

    /// What it said itself: its last lines, or how it ended.
    static func said(_ report: ChildReport) -> String {
        let lines = report.tail.text.split(whereSeparator: \.isNewline).map { $0.trimmingBlanks() }
            .filter { !$0.isEmpty }
        if !lines.isEmpty { return ": " + lines.suffix(lines.count > 3 ? 1 : 3).joined(separator: "; ") }
        switch report.ending {
        case .exited(let status)?: return " (status \(status))"
        case .signalled(let signal)?: return " (signal \(signal))"
        case nil: return ""
        }
    }
}

extension Substring {
    func trimmingBlanks() -> String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
