import BelayRuntime
import BelaySource
import BelaySyntax

/// A phase whose lines give way to one of them when it is done.
struct FoldedPhase: Sendable {
    let start: StepStart
    /// The lines that are not on the page.
    var text: String
    var changeCount = 0

    mutating func take() -> String {
        defer { text = "" }
        return text
    }

    mutating func count(_ event: RunEvent) {
        if case .stepStarted(let start) = event, let effect = start.effect, effect.sign != .reads { changeCount += 1 }
    }
}

extension RunRenderer {
    /// What an event has put on the page, or what takes its place where phases are folded.
    mutating func folded(_ text: String, of event: RunEvent) -> String {
        guard foldsPhases, medium != .lines else { return text }
        if case .stepStarted(let start) = event, start.kind == .phase {
            let before = phase?.text ?? ""
            phase = FoldedPhase(start: start, text: text)
            return before
        }
        guard phase != nil else { return text }
        phase?.count(event)
        phase?.text += text
        switch event {
        case .questionAsked, .handlerStarted, .runFinished: return phase?.take() ?? ""
        case .said(_, .noted), .said(_, .recovered): return phase?.take() ?? ""
        case .stepFinished(let end) where end.step == phase?.start.step && end.kind == .phase: return close(end)
        case .stepFinished(let end):
            if case .failed = end.ending, end.kind != .read, open.isEmpty || !text.isEmpty {
                return phase?.take() ?? ""
            }
            return ""
        default: return ""
        }
    }

    private mutating func close(_ end: StepEnd) -> String {
        guard let closed = phase else { return "" }
        phase = nil
        guard case .done = end.ending else { return closed.text }
        var row = layout.row(for: closed.start)
        if closed.changeCount > 0 {
            row.append("  \(closed.changeCount == 1 ? "1 change" : "\(closed.changeCount) changes")", .quiet)
        }
        var page = Page(palette: page.palette, width: page.width)
        page.add(row, indent: layout.textColumn, ending: StyledText(end.duration.shown, .quiet))
        return page.take()
    }

    /// The last lines of the phase that is still to be folded, as many as there is room for.
    func unfolded(atMost room: Int, width: Int) -> [String] {
        guard let phase, room > 0 else { return [] }
        let lines = phase.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.suffix(room).map { line in
            line.visible.columns <= width ? String(line) : StyledText(line.visible).cut(to: width).rendered(in: .plain)
        }
    }
}

extension StringProtocol {
    /// Without what colours it on a terminal.
    public var visible: String {
        var text = String.UnicodeScalarView()
        var isEscape = false
        for scalar in unicodeScalars {
            if scalar == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                if scalar != "[", scalar.properties.isAlphabetic { isEscape = false }
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
