import BelayRuntime
import BelaySyntax
import Synchronization

@testable import BelayTransports

extension CommandEffect {
    /// An effect as the interpreter would make it.
    static func command(
        _ script: String, at location: Location = .local, isPipeline: Bool = false,
        environment: [(String, String)] = [], input: String? = nil, limit: Duration = .seconds(60),
        isCaptured: Bool = true
    ) -> CommandEffect {
        CommandEffect(
            step: StepPath(), sign: .changes, location: location, script: PlannedText(script), isPipeline: isPipeline,
            environment: environment.map {
                CommandEffect.Variable(name: $0.0, value: PlannedText($0.1), isSecret: true)
            }, input: input.map { CommandEffect.Input(text: PlannedText($0), isSecret: false) }, limit: limit,
            isCaptured: isCaptured)
    }
}

extension Location {
    static func behind(_ prefixes: [String]...) -> Location {
        Location(.local, prefixes: prefixes.map { $0.map { PlannedText($0) } })
    }
}

extension Location {
    static func on(_ host: String, as user: String? = nil, _ prefixes: [String]...) -> Location {
        Location(
            host: PlannedText(host), user: user.map { PlannedText($0) },
            prefixes: prefixes.map { $0.map { PlannedText($0) } })
    }
}

extension CommandEffect {
    /// As a change of a run is, of which the host keeps a record.
    func recorded(as mark: String) -> CommandEffect { known(as: mark, isRecorded: true) }

    func known(as mark: String, isRecorded: Bool = false) -> CommandEffect {
        var effect = self
        effect.change = ChangeIdentity(number: 1, mark: mark, isRecorded: isRecorded)
        return effect
    }

    /// Its status once nobody watches it any more.
    func unseen(age: Duration? = .zero) -> InFlightCommand {
        InFlightCommand(
            mark: change?.mark ?? "", place: location, isRecorded: change?.isRecorded ?? false, limit: limit, age: age)
    }
}

extension ProcessEnvironment {
    /// That of these tests, with a session for each command on a host.
    static var withoutKeptShells: ProcessEnvironment {
        var environment = ProcessEnvironment.inherited()
        environment.set(Transports.keptShells, to: "no")
        return environment
    }
}

extension CommandOutcome {
    var text: String { String(decoding: output, as: UTF8.self) }
}

extension Transports {
    /// Performs a command that a limit ends. On a busy machine the limit may come before the command has said its
    /// `lines`; then with a longer one.
    func performLimited(_ script: String, at location: Location = .local, lines: Int) async -> CommandOutcome {
        var limit = Duration.milliseconds(500)
        while true {
            let outcome = await perform(.command(script, at: location, limit: limit))
            if outcome.text.split(separator: "\n").count >= lines || limit > .seconds(60) { return outcome }
            limit *= 3
        }
    }

    /// Where no record of it can be kept it is not started.
    func perform(
        _ effect: CommandEffect, output: @escaping @Sendable (OutputPiece) -> Void = { _ in }
    ) async -> CommandOutcome { await perform(effect, unrecorded: { _ in nil }, output: output) }
}

/// The pieces that a sink was handed.
final class Heard: Sendable {
    private struct State {
        var pieces: [OutputPiece] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var all: [OutputPiece] { state.withLock { $0.pieces } }

    func hear(_ piece: OutputPiece) {
        let waiting = state.withLock { state in
            state.pieces.append(piece)
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Waits until this many lines of standard output have come.
    func lines(_ count: Int) async -> [Substring] {
        while true {
            let known = all.count
            let lines = text(.output).split(separator: "\n")
            if lines.count >= count { return lines }
            await withCheckedContinuation { continuation in
                let isNews = state.withLock { state in
                    if state.pieces.count == known { state.waiting.append(continuation) }
                    return state.pieces.count != known
                }
                if isNews { continuation.resume() }
            }
        }
    }

    func text(_ stream: OutputPiece.Stream) -> String {
        String(decoding: all.filter { $0.stream == stream }.flatMap(\.bytes), as: UTF8.self)
    }
}

/// Each text of `printf '%s\0'` behind a command, as it came back.
func texts(printed bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { String(decoding: $0, as: UTF8.self) }
}
