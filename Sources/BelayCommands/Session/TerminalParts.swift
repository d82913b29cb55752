import BelayJournal
import BelayREPL

/// The tools of a person at a prompt: the lines they type, those they have typed, and the jobs in the background.
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

    /// The same, for callers that do something else in the meantime.
    static func laid(for console: Console) async -> Result<TerminalParts, UserError> {
        do {
            return .success(try await TerminalParts(console: console))
        } catch {
            return .failure(error)
        }
    }
}
