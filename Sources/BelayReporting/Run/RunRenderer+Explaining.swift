import BelayRuntime

/// For somebody who has never seen the runbook: what the definition of an action says about it, where the action begins.
extension RunRenderer {
    /// Nil where nothing is to be explained, or has been once.
    func explanation(of start: StepStart) -> String? {
        guard explains, !start.documentation.isEmpty, !explained.contains(start.documentation) else { return nil }
        return start.documentation.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    mutating func addExplanation(of start: StepStart) {
        guard let text = explanation(of: start) else { return }
        explained.insert(start.documentation)
        page.add(layout.detail(text), indent: layout.textColumn)
    }
}
