import BelayLanguage
import BelaySource
import BelaySyntax

/// Libraries that use each other in a cycle: none of them could run its `let`s first.
enum LibraryCycles {
    /// One for each `use` that closes a circle, in the order of a walk from the runbook.
    static func diagnostics(in files: [RunbookFile]) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var isDone = files.map { _ in false }
        var way: [Int] = []

        func visit(_ index: Int) {
            way.append(index)
            for (library, span) in uses(of: files[index]) {
                if let start = way.firstIndex(of: library) {
                    let names = (way[start...] + [library]).map { files[$0].source.name }
                    diagnostics.append(.circularLibraries(names, at: span))
                } else if !isDone[library] {
                    visit(library)
                }
            }
            way.removeLast()
            isDone[index] = true
        }
        visit(0)
        return diagnostics
    }

    private static func uses(of file: RunbookFile) -> [(library: Int, span: Span)] {
        file.syntax.statements.flatMap { statement -> [(Int, Span)] in
            guard case .use(let names) = statement else { return [] }
            return names.words.compactMap { word in
                word.literal.flatMap { file.libraries[$0] }.map { ($0.rawValue, word.span) }
            }
        }
    }
}
