import BelayJournal
import Glibc

/// What a shell offers after Tab.
enum Completion {
    static func runs() -> [String] {
        let console = Console.current()
        guard let state = try? StateFolder(environment: console.environment) else { return [] }
        let summaries = try? RunCatalogue(state).summaries(now: console.clock.timestamp)
        return (summaries ?? []).map(\.id)
    }
}
