import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTransports
import Synchronization
import Testing

/// A runbook as text, run for real, with what it bound and said kept.
final class LiveRun: RunJournal, RunObserver, Prompter, RunClock {
    private let origin = ContinuousClock.now
    private let bound = Mutex<[String: [Value]]>([:])
    private let lastRecord = Mutex(0)
    let holdsFailures = false

    /// Every value that was bound to a name, in order.
    func values(of name: String) -> [Value] { bound.withLock { $0[name] ?? [] } }

    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int {
        if case .bound(let binding) = record.content, binding.key.kind == .variable, let name = binding.key.name,
            case .value(let value) = binding.content
        {
            bound.withLock { $0[name, default: []].append(value) }
        }
        return lastRecord.withLock { number in
            number += 1
            return number
        }
    }

    func observe(_ event: Redacted<RunEvent>) {}
    func answer(_ question: Redacted<Question>) async -> Answer { .none }

    var now: Duration { origin.duration(to: .now) }
    var timestamp: Timestamp { Timestamp(sinceEpoch: .seconds(1_772_357_400)) }

    func sleep(for duration: Duration) async throws(CancellationError) {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw CancellationError()
        }
    }

    func run(
        _ text: String, _ parameters: [String: Value], on transports: Transports
    ) async throws -> Redacted<RunEnd> {
        let source = SourceText(file: FileNumber(0), name: "try.runbook", bytes: Array(text.utf8))
        let parsed = Parser.parse(source)
        let file = RunbookFile(source: source, syntax: parsed.file, libraries: [:], isWhole: true)
        let checked = Checker.check([file], runbook: FileNumber(0))
        #expect((parsed.diagnostics + checked.diagnostics).map(\.message) == [])
        let program = try #require(checked.program)
        var slots: [Int: Value] = [:]
        for parameter in program.parameters { slots[parameter.slot] = parameters[parameter.name] }
        let request = RunRequest(
            program: program, parameters: slots,
            identity: RunIdentity(id: "20260301-093000-k3f9", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
        let dependencies = RunDependencies(
            performer: transports, prompter: self, journal: self, clock: self, observer: self)
        return await request.perform(on: dependencies, stepCount: 0, lock: nil)
    }
}
