import BelayData
import BelayLab
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelayTransports

/// The blocks of a lab that is written in the language, ready to be run: the interpreter's own work, by another
/// executor.
struct LabBlocks: Sendable {
    let program: Program
    let lab: LabDefinition
    let machines: LabMachines
    let clock: any RunClock
    private let transports: Transports
    private let identity: RunIdentity
    /// It has what `begin` has bound.
    private var session: Session

    /// How long one look at a state, or at what there is, may take.
    private static let lookLimit = Duration.seconds(20)
    /// How long a fault of the lab's own may take.
    private static let faultLimit = Duration.seconds(300)

    /// - Parameter parameters: by their global slots.
    init(_ program: Program, _ lab: LabDefinition, parameters: [Int: Value], clock: any RunClock) throws(LabFailure) {
        self.program = program
        self.lab = lab
        self.clock = clock
        machines = try LabMachines()
        transports = Transports()
        identity = RunIdentity(id: "lab", started: clock.timestamp)
        session = Session(
            on: Self.dependencies(LabExecutor(performer: transports, machines: machines), clock), identity: identity,
            parameters: parameters, of: program)
    }

    private static func dependencies(_ executor: LabExecutor, _ clock: any RunClock) -> RunDependencies {
        let world = KeeperWorld()
        return RunDependencies(performer: executor, prompter: world, journal: world, clock: clock, observer: world)
    }

    mutating func begin() async throws(LabFailure) {
        if let end = await session.prepare(program) { try Self.check(end, "the first lines of the lab") }
        if let begin = lab.begin { try Self.check(await session.perform(begin, in: program).end, "`begin` of the lab") }
    }

    func strike(_ fault: LabDefinition.OwnFault) async throws(LabFailure) {
        var aside = aside(for: Self.faultLimit)
        try Self.check(await aside.perform(fault.body, in: program).end, "the fault \(fault.name)")
    }

    /// One turn of a client.
    /// - Returns: why it was refused; nil when it was acknowledged.
    func turn(_ number: Int, of client: LabDefinition.Client, within limit: Duration) async -> String? {
        var aside = aside(for: limit)
        aside.bind(.number(Number(number)), to: client.turnSlot)
        let begun = ContinuousClock.now
        let end = await aside.perform(client.body, in: program).end
        // Its commands have limits of their own, and are ended by that of the turn.
        if end.outcome != .done, begun.duration(to: .now) >= limit { return "it did not end within \(limit.shown)" }
        return Self.reason(end)
    }

    /// What there is of what a client has done; nil where nobody says, or nobody could be asked.
    func found(of client: LabDefinition.Client) async -> [String]? {
        guard let block = client.found, let slot = client.foundSlot else { return nil }
        var aside = aside(for: Self.lookLimit)
        guard await aside.perform(block, in: program).end.outcome == .done,
            case .list(let items)? = aside.value(of: slot)
        else { return nil }
        return items.map { if case .text(let text) = $0 { text } else { "" } }
    }

    /// Why it is not in this state; nil when it is.
    func reason(against state: LabDefinition.State, _ counts: [ClientCount]) async -> String? {
        var aside = aside(for: Self.lookLimit)
        for (client, count) in zip(lab.clients, counts) { aside.bind(count.value, to: client.recordSlot) }
        return Self.reason(await aside.perform(state.body, in: program).end)
    }

    private static func reason(_ end: Redacted<RunEnd>) -> String? {
        end.outcome == .done ? nil : end.failure?.message ?? "it did not come to its end"
    }

    /// A copy that sees what `begin` has bound, and whose commands end in time.
    private func aside(for limit: Duration) -> Session {
        let executor = LabExecutor(performer: transports, machines: machines, deadline: .now + limit)
        return session.aside(on: Self.dependencies(executor, clock), for: identity)
    }

    private static func check(_ end: Redacted<RunEnd>, _ what: String) throws(LabFailure) {
        if end.outcome == .done { return }
        guard let failure = end.failure else { throw LabFailure("\(what) did not come to its end") }
        let lines =
            [failure.command].compactMap(\.self) + failure.output.split(separator: "\n").suffix(3).map(String.init)
        throw LabFailure("\(what) failed: \(failure.message)" + lines.map { "\n  \($0)" }.joined())
    }
}

extension ClientCount {
    /// The record that the states see. What is not known is not there, so a state that asks for it does not hold.
    fileprivate var value: Value {
        var fields: [Value.Field] = [
            .init(name: "acknowledged", value: .number(Number(acknowledged))),
            .init(name: "refused", value: .number(Number(refused))),
            .init(name: "longest", value: .duration(longest)), .init(name: "without", value: .duration(without)),
        ]
        if let found {
            fields += [
                .init(name: "lost", value: .number(Number(found.lost.count))),
                .init(name: "recovered", value: .number(Number(found.recovered))),
                .init(name: "unexpected", value: .number(Number(found.unexpected))),
                .init(name: "twice", value: .number(Number(found.twice))),
            ]
        }
        return .record(fields)
    }
}
