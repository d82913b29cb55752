import BelayLanguage
import BelayRuntime
import Synchronization

/// A client of a lab that continues, turn after turn, until it is stopped.
final class LabClient: Sendable {
    let name: String
    private let period: Duration
    private let limit: Duration
    private let clock: any RunClock
    private let log: Mutex<ClientLog>
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// How long a turn may take where the lab does not say.
    private static let usualLimit = Duration.seconds(2)

    /// Begins with its first turn.
    /// - Parameter turn: given its number and its limit, says why it was refused; nil when it was acknowledged.
    init(
        _ client: LabDefinition.Client, clock: any RunClock, turn: @escaping @Sendable (Int, Duration) async -> String?
    ) {
        name = client.name
        period = client.period
        limit = client.limit ?? Self.usualLimit
        self.clock = clock
        log = Mutex(ClientLog(name: client.name, begun: clock.now))
        task.withLock { $0 = Task { await goOn(turn) } }
    }

    /// A turn begins every period; one that takes longer is followed by the next at once.
    private func goOn(_ turn: @escaping @Sendable (Int, Duration) async -> String?) async {
        var next = clock.now
        while !Task.isCancelled {
            let number = log.withLock { $0.turns.count } + 1
            // One that has begun comes to its end.
            let refusal = await Task { [limit] in await turn(number, limit) }.value
            let ended = clock.now
            log.withLock { $0.turns.append(.init(number: number, refusal: refusal, ended: ended)) }
            next = max(next + period, ended)
            try? await clock.sleep(for: next - ended)
        }
    }

    /// What it has done up to now.
    var soFar: ClientLog { log.withLock { $0 } }

    func stop() async -> ClientLog {
        if let task = task.withLock({ $0 }) {
            task.cancel()
            await task.value
        }
        return log.withLock { $0 }
    }
}
