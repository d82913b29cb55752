import BelaySystem

/// The share of this machine that is taken at once. A command and a connection take some descriptors each, of which a
/// process may have only a limited number; who finds no room waits.
struct ConcurrencyLimits: Sendable {
    enum Kind: Sendable {
        case command
        /// An ssh that keeps a connection; there are places of its own for them.
        case connection
        /// Ends another command, which has its place as long: it must not wait for one.
        case ending
    }

    /// Three pipes and one for the end, and some more while it starts.
    private static let descriptorsEach = 6
    /// For the journal and whatever else is open.
    static let reserve = 128

    let commands: AsyncSemaphore
    let connections: AsyncSemaphore
    /// Shells that are kept on hosts, also while nobody uses them.
    let shells: AsyncSemaphore
    /// Connections that are being opened.
    let openings = OpeningPace()

    /// - Parameter descriptors: how many this process may have open.
    init(descriptors: Int) {
        let places = max(0, descriptors - Self.reserve) / Self.descriptorsEach
        // An eighth is left for ending commands.
        commands = AsyncSemaphore(limit: max(2, places / 2))
        connections = AsyncSemaphore(limit: max(1, places / 4))
        shells = AsyncSemaphore(limit: places / 8)
    }

    /// A place that was taken.
    struct Pass {
        fileprivate let turnstile: AsyncSemaphore?

        func leave() { turnstile?.leave() }
    }

    /// Waits for a place; `nil` if the task was cancelled before it got one.
    func enter(for request: ProcessRunner.Request) async -> Pass? {
        switch request.kind {
        case .command: await commands.enter() ? Pass(turnstile: commands) : nil
        // Whoever opens it has waited for its place.
        case .connection: Pass(turnstile: connections)
        case .ending: Pass(turnstile: nil)
        }
    }
}
