import BelayJournal
import BelayLanguage
import BelaySystem
import BelayWorkspace

/// The completions of a shell after Tab.
enum Completion {
    static func runs() -> [String] {
        guard let state = try? StateFolder(environment: Surroundings.ofThisProcess().environment) else { return [] }
        let summaries = try? RunCatalogue(state).summaries(now: SystemClock().timestamp)
        return (summaries ?? []).map(\.id)
    }

    /// Bundled runbooks, and files from where the word leads.
    static func runbooks(_ prefix: String) -> [String] {
        let surroundings = Surroundings.ofThisProcess()
        return ListedRunbook.bundled(surroundings).map(\.name) + FileNames.runbooks(startingWith: prefix)
    }

    /// The parameters of the runbook among the words, each with its `=`.
    static func parameters(_ words: [String]) -> [String] {
        let surroundings = Surroundings.ofThisProcess()
        for word in words.dropFirst(2) where !word.hasPrefix("-") {
            guard let workspace = try? Workspace.load(word, surroundings) else { continue }
            return (workspace.program?.parameters ?? []).map { "\($0.name)=" }
        }
        return []
    }
}
