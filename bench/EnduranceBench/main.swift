import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Glibc
import Synchronization

// What a run of 24 hours that only waits holds in memory: EnduranceBench FOLDER prints the resident memory after each of
// its hours, `hour 24 17.3 MB`. The clock is handed in and jumps ahead by every sleep; the interpreter, the journal on
// the disk and what a person would see are those of every run.

/// 24 awaits, each of which comes true when an hour is over.
let runbook = """
    runbook "A long night" "Waits for a day."
    phase "Wait" {
        for hour in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] {
            await (? is-it-over $hour) within 2h
        }
    }
    """

/// A world in which time passes at once, and in which an hour is over when it is.
final class LongNight: CommandExecutor, Prompter, RunObserver, RunClock {
    private struct State {
        var time = Duration.zero
        var askings = 0
        var renderer: RunRenderer
        var written = 0
    }

    private let state: Mutex<State>
    let holdsFailures = false

    init(_ sources: [SourceText]) {
        state = Mutex(
            State(
                renderer: RunRenderer(medium: .lines, palette: .plain, sources: sources, spelling: { $0.script.shown }))
        )
    }

    var now: Duration { state.withLock { $0.time } }
    var timestamp: Timestamp { Timestamp(sinceEpoch: .seconds(1_772_357_400)) }
    var askings: Int { state.withLock { $0.askings } }

    func sleep(for duration: Duration) async throws(CancellationError) { state.withLock { $0.time += duration } }

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        let words = effect.script.shown.split(separator: " ")
        let hour = words.last.flatMap { Int($0) } ?? 0
        output(OutputPiece(stream: .output, bytes: Array("the hour \(hour) is not over\n".utf8)))
        let isOver = state.withLock { state in
            state.askings += 1
            return state.time >= .seconds(hour * 3600)
        }
        if isOver { print("hour \(hour) \(residentMegabytes()) MB") }
        return CommandOutcome(ending: .exited(isOver ? 0 : 1), tail: "the hour \(hour) is not over\n")
    }

    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus { .unknown("") }
    func terminate(_ change: InFlightCommand) async {}
    func cleanUp(after run: String, on hosts: [String]) async {}

    func answer(_ question: Redacted<Question>) async -> Answer { .none }

    func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        throw FileRefusal("\(path) is not there")
    }

    func recordsChanges(at location: Location) -> Bool { false }

    func observe(_ event: Redacted<RunEvent>) {
        state.withLock { $0.written += $0.renderer.handle(event.content, at: $0.time).utf8.count }
    }
}

/// As the kernel says, in tenths.
func residentMegabytes() -> String {
    guard let file = fopen("/proc/self/statm", "r") else { fatalError("there is no /proc") }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    fgets(&line, 200, file)
    let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
        separator: " ")
    let tenths = (Int(words[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) * 10 / 1_000_000
    return "\(tenths / 10).\(tenths % 10)"
}

guard CommandLine.arguments.count == 2 else {
    print("usage: EnduranceBench FOLDER")
    exit(2)
}
let source = SourceText(file: FileNumber(0), name: "night.runbook", bytes: Array(runbook.utf8))
let file = RunbookFile(source: source, syntax: Parser.parse(source).file)
guard let program = Checker.check([file], runbook: FileNumber(0)).program else { fatalError("the runbook is wrong") }
let night = LongNight([source])
var random = SystemRandomNumberGenerator()
let journal = try Journal.create(in: StateFolder(path: CommandLine.arguments[1]), clock: night, random: &random)
let request = RunRequest(
    program: program, parameters: [:], identity: RunIdentity(id: journal.run, started: night.timestamp))
let end = await request.perform(
    on: RunDependencies(performer: night, prompter: night, journal: journal, clock: night, observer: night),
    stepCount: 0,
    lock: nil)
print("\(end.outcome.rawValue) after \(night.askings) askings")
