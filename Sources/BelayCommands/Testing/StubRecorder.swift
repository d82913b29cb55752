import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySyntax
import BelaySystem
import BelayWorkspace
import Synchronization

/// Writes a run as a test: its commands with what they answered, its questions with their answers. It sees what may be shown,
/// so no secret is in it.
final class StubRecorder: RunObserver {
    private struct Command: Sendable {
        var effect: CommandEffect
        var output: [UInt8] = []
        var errors: [UInt8] = []
    }

    private struct State: Sendable {
        var open: [StepPath: Command] = [:]
        var stubs: [RecordedStub] = []
        var questions: [StepPath: Question] = [:]
        var answers: [String] = []
        var changes: [CommandEffect] = []
        /// Those that ended well: after one that failed, a test's answers stay.
        var turns: [CommandEffect] = []
        var end: RunEnd?
        /// The run's own.
        var id = ""
    }

    private let state = Mutex(State())
    let path: String

    init(path: String) { self.path = path }

    func observe(_ event: Redacted<RunEvent>) {
        state.withLock { state in
            switch event.content {
            case .stepStarted(let start):
                guard let effect = start.effect else { return }
                state.open[start.step] = Command(effect: effect)
            case .stepOutput(let step, let piece):
                switch piece.stream {
                case .output: state.open[step]?.output += piece.bytes
                case .error: state.open[step]?.errors += piece.bytes
                }
            case .stepFinished(let end):
                guard let command = state.open.removeValue(forKey: end.step) else { return }
                let reply = RecordedStub.Reply(
                    parts: Self.reply(of: command, end.ending), changes: state.turns.count, step: end.step)
                if let index = state.stubs.firstIndex(where: { $0.isOf(command.effect) }) {
                    state.stubs[index].replies.append(reply)
                } else {
                    state.stubs.append(RecordedStub(effect: command.effect, replies: [reply]))
                }
                guard command.effect.sign != .reads else { return }
                state.changes.append(command.effect)
                if case .failed = end.ending { return }
                state.turns.append(command.effect)
            case .questionAsked(let question): state.questions[question.step] = question
            case .questionAnswered(let step, let answer):
                if let line = state.questions[step].flatMap({ Self.line(of: answer, to: $0) }),
                    !state.answers.contains(line)
                {
                    state.answers.append(line)
                }
            case .runFinished(let end): state.end = end
            case .runStarted(let start): state.id = start.id
            case .said, .awaitObserved, .handlerStarted, .branchStarted, .branchEnded, .strandStarted,
                .strandEnded:
                break
            }
        }
    }

    /// What it says, and how it ends; empty for one that says nothing and ends well.
    private static func reply(of command: Command, _ ending: StepEnd.Ending) -> [String] {
        var parts: [String] = []
        let text = line(command.output)
        if command.effect.givesSecret {
            parts.append("says secret")
        } else if !text.isEmpty {
            parts.append("says \(StubLines.text(text))")
        }
        let errors = line(command.errors)
        if !errors.isEmpty { parts.append("warns \(StubLines.text(errors))") }
        if case .failed(let failure) = ending {
            switch failure.kind {
            case .deadline: parts.append("hangs")
            case .unreachable: parts.append("is unreachable")
            case .unknown: parts.append("loses its answer")
            case .command, .expect, .fail, .approval, .unshared, .takenOver:
                parts.append("ends with \(failure.status ?? 127)")
            }
        }
        return parts
    }

    /// Without the end of its last line, which every answer of a test has.
    private static func line(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func line(of answer: Answer, to question: Question) -> String? {
        let value: String
        switch answer {
        case .yes, .happened, .seen, .approved: value = "yes"
        case .no, .didNotHappen, .rejected: value = "no"
        case .text(let text): value = StubLines.text(text)
        case .unapproved, .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .none: return nil
        }
        return "answer \(value) to \(StubLines.string(question.text.shown))"
    }

    // MARK: - The file

    /// Writes the file: whoever has it has a test that passes.
    func write(_ preflight: Preflight) throws(UserError) { try write(text(preflight)) }

    /// Makes the file, before anything runs: where it cannot be written, nothing is run for it.
    func make() throws(UserError) { try write("") }

    private func write(_ text: String) throws(UserError) {
        do throws(SystemError) {
            try File.write(Array(text.utf8), over: path, mode: 0o666)
        } catch {
            throw UserError(message: "\(path) cannot be written: \(error.words)")
        }
    }

    private func text(_ preflight: Preflight) -> String {
        let state = state.withLock { $0 }
        let program = preflight.runbook.program
        let runbook = preflight.runbook.workspace.path
        var body: [String] = []
        // A place is said once.
        var places: [Location] = []
        for stub in state.stubs where !places.contains(stub.effect.location) { places.append(stub.effect.location) }
        for place in places {
            let lines = state.stubs.filter { $0.effect.location == place }.flatMap { $0.lines(after: state.turns) }
            body += StubLines.placed(lines, at: place)
        }
        body += state.answers
        let settings = program.parameters.compactMap { parameter in
            preflight.parameters[parameter.slot].map { "\(parameter.name)=\(StubLines.value($0))" }
        }
        body.append(settings.isEmpty ? "run" : "run with \(settings.joined(separator: ", "))")
        if let end = state.end { body += Self.claims(end, state.changes) }
        let head = [
            "tests of \(StubLines.text(runbook))", "", "test \(StubLines.string("\(program.title), as recorded")) {",
        ]
        let text = (head + body.map { "    \($0)" } + ["}"]).map { $0 + "\n" }.joined()
        // What is named after the run is named after the test when that runs.
        return state.id.isEmpty ? text : text.replacing(state.id, with: RunbookTest.runID)
    }

    private static func claims(_ end: RunEnd, _ changes: [CommandEffect]) -> [String] {
        var claims = [
            end.failure.map { "it fails with \(StubLines.string($0.message))" } ?? "it is done"
        ]
        let lines = changes.flatMap { StubLines.lines($0.sign, $0.script.shown, at: $0.location) }
        claims += lines.isEmpty ? ["it changes nothing"] : ["it changes {"] + lines.map { "    \($0)" } + ["}"]
        return claims
    }
}
