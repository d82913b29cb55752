import BelayJournal
import BelayREPL

/// What a person works with at a prompt: the lines they type, those they have typed, and the jobs that run meanwhile.
struct TerminalParts: Sendable {
    let lines: SessionLines
    let history: SessionHistory
    let jobs: Jobs

    init(console: Console) async throws(UserError) {
        history = try SessionHistory(in: StateFolder.found(by: console).path)
        jobs = Jobs(news: JobNews(output: console.output))
        lines = try SessionLines(console: console, jobs: jobs)
        await lines.remember(history)
    }

    /// The same, for those that do something else meanwhile.
    static func laid(for console: Console) async -> Result<TerminalParts, UserError> {
        do {
            return .success(try await TerminalParts(console: console))
        } catch {
            return .failure(error)
        }
    }
}
