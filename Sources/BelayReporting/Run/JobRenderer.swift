public import BelayRuntime

/// Shows what a job reads: events in, whole lines out, each with the number of the job before it.
public struct JobRenderer: Sendable {
    private let mark: String
    private var lines: [StepPath: OutputLines] = [:]
    /// Awaits that have not ended: the output of their checks is not news.
    private var waiting = 0
    /// The last line that was printed, or what an await saw last.
    public private(set) var lastSeen = ""

    public init(number: Int) { mark = "[\(number)] " }

    public mutating func handle(_ event: RunEvent) -> String {
        switch event {
        case .stepStarted(let start):
            if start.kind == .await { waiting += 1 }
            if start.kind == .command { lines[start.step] = OutputLines() }
            return ""
        case .stepOutput(let step, let piece):
            guard waiting == 0, var open = lines[step] else { return "" }
            var shown: [String] = []
            open.take(piece.bytes) { shown.append(String(decoding: $0, as: UTF8.self)) }
            lines[step] = open
            return printed(shown)
        case .awaitObserved(let observation):
            lastSeen = observation.sentence
            return ""
        case .said(_, .plain(let text)), .said(_, .noted(let text)): return printed([text])
        case .stepFinished(let end):
            if end.kind == .await { waiting -= 1 }
            guard end.kind == .command, var open = lines.removeValue(forKey: end.step) else { return "" }
            var shown: [String] = []
            open.finish { shown.append(String(decoding: $0, as: UTF8.self)) }
            return printed(shown)
        case .said, .runStarted, .questionAsked, .questionAnswered, .handlerStarted, .branchStarted,
            .branchEnded, .strandStarted, .strandEnded, .runFinished:
            return ""
        }
    }

    /// The end of the job, with the value that it gave, already rendered.
    public func end(_ end: RunEnd, of statement: String, value: String) -> String {
        let took = end.duration.shown
        let shown: [String]
        switch end.outcome {
        case .done: shown = ["done after \(took): \(statement)"]
        case .cancelled, .abandoned, .takenOver: shown = ["ended: \(statement)"]
        case .failed, .handled, .handlerFailed, .needsDecision:
            shown = ["failed after \(took): \(statement)"] + (end.failure.map { ["  \($0.message)"] } ?? [])
        }
        return rows(shown) + value.split(separator: "\n").map { "\(mark)  \($0)\n" }.joined()
    }

    private mutating func printed(_ texts: [String]) -> String {
        if let last = texts.last(where: { !$0.isEmpty }) { lastSeen = PrintableText.make(last) }
        return rows(texts)
    }

    private func rows(_ texts: [String]) -> String {
        texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map { mark + PrintableText.make(String($0)) + "\n" }.joined()
    }
}
