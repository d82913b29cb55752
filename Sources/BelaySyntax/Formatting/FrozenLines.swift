import BelaySource

/// The logical lines that stay as they are: those with errors, and those around a brace without its other half.
struct FrozenLines {
    let layout: LogicalLines
    private var frozen: Set<Int> = []

    /// Nil if more is wrong than is reported.
    init?(_ source: SourceText, _ tokens: [Token]) {
        layout = LogicalLines(tokens)
        let diagnostics = Parser.parse(source).diagnostics.filter { $0.severity == .error }
        let endless: [SyntaxCode] = [.nesting, .fileTooLarge]
        guard diagnostics.count < SyntaxLimits.diagnostics,
            !diagnostics.contains(where: { diagnostic in endless.contains { $0.rawValue == diagnostic.code } })
        else { return nil }
        for diagnostic in diagnostics {
            for span in [diagnostic.span] + diagnostic.further.map(\.span) {
                frozen.insert(layout.line(of: Self.token(at: span.start, in: tokens)))
            }
        }
        for range in layout.unbalanced {
            frozen.formUnion(layout.line(of: range.lowerBound)...layout.line(of: range.upperBound))
        }
        // After an error the parser passes over blocks to the end of the line on which the last of them ends.
        if frozen.isEmpty { return }
        for block in layout.blocks.sorted(by: { $0.opening < $1.opening }) {
            if frozen.contains(layout.line(of: block.opening)) { frozen.insert(layout.line(of: block.closing)) }
        }
    }

    func contains(_ line: Int) -> Bool { frozen.contains(line) }

    /// The number of the last token that begins there or before.
    private static func token(at offset: Int, in tokens: [Token]) -> Int {
        var low = 0
        var high = tokens.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if tokens[middle].start <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
