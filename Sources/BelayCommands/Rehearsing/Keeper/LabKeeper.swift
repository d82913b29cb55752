import BelayData
import BelayLab
import BelayLanguage
import BelayRuntime

/// A lab that is written in the language, in a process of its own: its clients continue while the run that is rehearsed is killed
/// and resumed.
struct LabKeeper {
    /// The name of the command that starts it.
    static let command = "keep-lab"

    private var blocks: LabBlocks
    private var clients: [LabClient] = []
    /// Says how they do, for whoever watches.
    private var pulse: Task<Void, Never>?

    /// How long what was found and the states are asked for until one holds.
    private static let patience = Duration.seconds(45)
    /// When all answers have been the same for so long, nothing moves any more. A standby of PostgreSQL notices after ten seconds
    /// that its primary has booted, and asks again after five.
    private static let stillness = Duration.seconds(25)

    init(_ blocks: LabBlocks) { self.blocks = blocks }

    /// Until the lab ends.
    mutating func serve() async throws(LabFailure) {
        var number = 0
        while true {
            number += 1
            guard let request = await KeeperMailbox.request(number) else { return }
            try KeeperMailbox.answer(await answer(request), to: number)
        }
    }

    private mutating func answer(_ request: KeeperMailbox.Request) async -> DataValue {
        do throws(LabFailure) {
            switch request {
            case .begin:
                try await blocks.begin()
                startClients()
                return [:]
            case .strike(let name): return ["said": .string(try await strike(name))]
            case .look(let isDone): return try await look(isDone: isDone).data
            }
        } catch {
            return ["failure": .string(error.message)]
        }
    }

    private mutating func startClients() {
        let blocks = blocks
        clients = blocks.lab.clients.map { declared in
            LabClient(declared, clock: blocks.clock) { number, limit in
                await blocks.turn(number, of: declared, within: limit)
            }
        }
        let watched = clients
        let clock = blocks.clock
        pulse = Task {
            while !Task.isCancelled {
                let now = clock.now
                try? ClientPulse.leave(watched.map { ClientPulse($0.soFar, at: now) }, at: now)
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func strike(_ name: String) async throws(LabFailure) -> String {
        guard let fault = blocks.lab.faults.first(where: { $0.name == name }) else {
            throw LabFailure("the lab has no fault \(name)")
        }
        try await blocks.strike(fault)
        return fault.text
    }

    /// What the lab has come to. Until a state holds, it is asked again.
    private func look(isDone: Bool) async throws(LabFailure) -> LabVerdict {
        pulse?.cancel()
        var logs: [ClientLog] = []
        for client in clients { logs.append(await client.stop()) }
        if !isDone { try blocks.machines.heal() }
        let end = ContinuousClock.now + Self.patience
        var last: (verdict: LabVerdict, since: ContinuousClock.Instant)?
        while true {
            let verdict = await verdict(on: logs, among: blocks.lab.states.filter { !isDone || $0.isWhenDone })
            let now = ContinuousClock.now
            if verdict.state != nil || now > end { return verdict }
            if let last, last.verdict == verdict {
                if now > last.since + Self.stillness { return verdict }
            } else {
                last = (verdict, now)
            }
            try? await Task.sleep(for: .milliseconds(500))
            if !isDone { try blocks.machines.mendServices() }
        }
    }

    private func verdict(on logs: [ClientLog], among states: [LabDefinition.State]) async -> LabVerdict {
        var verdict = LabVerdict(state: nil, reasons: [], clients: [])
        for (client, log) in zip(blocks.lab.clients, logs) {
            let found = await blocks.found(of: client)
            verdict.clients.append(ClientCount(log, isCounted: client.found != nil, found: found))
        }
        for state in states {
            guard let reason = await blocks.reason(against: state, verdict.clients) else {
                verdict.state = LabVerdict.State(name: state.name, text: state.text)
                verdict.reasons = []
                return verdict
            }
            verdict.reasons.append(LabVerdict.Reason(state: state.name, text: reason))
        }
        return verdict
    }
}
