import Synchronization

/// The output of a command on its way to those who see it: without secrets, also one that comes in parts, and of one
/// that is read as a secret nothing of what it is read from.
final class OutputGate: Sendable {
    private struct State {
        /// Bytes that may begin a secret, until the rest arrives.
        var held: [OutputPiece.Stream: [UInt8]] = [:]
        var tail = LastLines()
        var hasPrinted = false
    }

    private let state = Mutex(State())
    private let redactor: Redactor
    private let givesSecret: Bool
    private let show: @Sendable (Redacted<OutputPiece>) -> Void

    init(_ effect: CommandEffect, _ redactor: Redactor, show: @escaping @Sendable (Redacted<OutputPiece>) -> Void) {
        givesSecret = effect.givesSecret
        self.redactor = redactor
        self.show = show
    }

    func take(_ piece: OutputPiece) {
        state.withLock { state in
            state.hasPrinted = true
            if givesSecret, piece.stream == .output { return }
            var bytes = state.held[piece.stream, default: []] + piece.bytes
            let clean = redactor.clean(&bytes, isWhole: false)
            state.held[piece.stream] = bytes
            handOn(clean, piece.stream, &state)
        }
    }

    /// The outcome with a tail that can be shown. What was read as a secret is one from now on.
    func close(_ outcome: CommandOutcome) -> CommandOutcome {
        if givesSecret { hideOutput(of: outcome) }
        var outcome = outcome
        outcome.tail = state.withLock { state in
            for stream in [OutputPiece.Stream.output, .error] {
                guard var bytes = state.held.removeValue(forKey: stream) else { continue }
                handOn(redactor.clean(&bytes, isWhole: true), stream, &state)
            }
            // Whoever could not start it says why in words of their own.
            return outcome.neverStarted || !state.hasPrinted ? redactor.redacted(outcome.tail) : state.tail.text
        }
        if givesSecret { outcome.tail = redactor.redacted(outcome.tail) }
        outcome.ending = redactor.redacted(outcome.ending)
        return outcome
    }

    private func handOn(_ bytes: Redacted<[UInt8]>, _ stream: OutputPiece.Stream, _ state: inout State) {
        if bytes.isEmpty { return }
        state.tail.append(bytes.content)
        show(bytes.piece(of: stream))
    }

    /// Before it is known how it is read: standard error may have it too. A few letters of a command that failed are more
    /// likely a word.
    private func hideOutput(of outcome: CommandOutcome) {
        var output = outcome.output[...].prefix(SecretForms.mostBytes)
        if output.last == UInt8(ascii: "\n") { output.removeLast() }
        let isRead = if case .exited(0) = outcome.ending { true } else { false }
        if isRead || output.count >= Self.fewestBytesOfFailed {
            redactor.hide(String(decoding: output, as: UTF8.self))
        }
    }

    private static let fewestBytesOfFailed = 4
}

extension CommandExecutor {
    /// Performs an effect whose output is seen only through the gate.
    func perform(
        _ effect: CommandEffect, _ redactor: Redactor, unrecorded: @escaping UnrecordedChange = { _ in nil },
        show: @escaping @Sendable (Redacted<OutputPiece>) -> Void
    ) async -> CommandOutcome {
        let gate = OutputGate(effect, redactor, show: show)
        return gate.close(await perform(effect, unrecorded: unrecorded) { gate.take($0) })
    }
}

extension CommandOutcome {
    fileprivate var neverStarted: Bool {
        switch ending {
        case .unreachable, .notStarted: true
        case .exited, .signalled, .timedOut, .unknown, .fileFailed, .cancelled: false
        }
    }
}

extension Redactor {
    func redacted(_ ending: CommandOutcome.Ending) -> CommandOutcome.Ending {
        switch ending {
        case .unreachable(let reason): .unreachable(redacted(reason))
        case .notStarted(let reason): .notStarted(redacted(reason))
        case .unknown(let reason): .unknown(redacted(reason))
        case .fileFailed(let reason): .fileFailed(redacted(reason))
        case .exited, .signalled, .timedOut, .cancelled: ending
        }
    }
}
