import BelayJournal
import BelaySystem
import BelayWorkspace

/// The completions of a shell after Tab.
enum Completion {
    static func runs() -> [String] {
        guard let state = try? StateFolder(environment: Surroundings.ofThisProcess().environment) else { return [] }
        let summaries = try? RunCatalogue(state).summaries(now: SystemClock().timestamp)
        return (summaries ?? []).map(\.id)
    }
}
