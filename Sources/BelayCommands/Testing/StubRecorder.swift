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

    /// A command of the test, and what it answered each time.
    private struct Stub: Sendable {
        var effect: CommandEffect
        var replies: [[String]]

        func isOf(_ other: CommandEffect) -> Bool {
            effect.sign == other.sign && effect.location == other.location && effect.script == other.script
        }
    }

    private struct State: Sendable {
        var open: [StepPath: Command] = [:]
        var stubs: [Stub] = []
        var questions: [StepPath: Question] = [:]
        var answers: [String] = []
        var changes: [CommandEffect] = []
        var end: RunEnd?
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
                if effect.sign != .reads { state.changes.append(effect) }
            case .stepOutput(let step, let piece):
                switch piece.stream {
                case .output: state.open[step]?.output += piece.bytes
                case .error: state.open[step]?.errors += piece.bytes
                }
            case .stepFinished(let end):
                guard let command = state.open.removeValue(forKey: end.step) else { return }
                let reply = Self.reply(of: command, end.ending)
                if let index = state.stubs.firstIndex(where: { $0.isOf(command.effect) }) {
                    state.stubs[index].replies.append(reply)
                } else {
                    state.stubs.append(Stub(effect: command.effect, replies: [reply]))
                }
            case .questionAsked(let question): state.questions[question.step] = question
            case .questionAnswered(let step, let answer):
                if let line = state.questions[step].flatMap({ Self.line(of: answer, to: $0) }),
                    !state.answers.contains(line)
                {
                    state.answers.append(line)
                }
            case .runFinished(let end): state.end = end
            case .runStarted, .said, .awaitObserved, .handlerStarted, .branchStarted, .branchEnded: break
            }
        }
    }

    /// What it says, and how it ends; empty for one that says nothing and ends well.
    private static func reply(of command: Command, _ ending: StepEnd.Ending) -> [String] {
        var parts: [String] = []
        let text = String(decoding: command.output, as: UTF8.self)
        if command.effect.givesSecret {
            parts.append("says secret")
        } else if !text.isEmpty {
            parts.append("says \(StubLines.string(text))")
        }
        let errors = String(decoding: command.errors, as: UTF8.self)
        if !errors.isEmpty { parts.append("warns \(StubLines.string(errors))") }
        if case .failed(let failure) = ending {
            switch failure.kind {
            case .deadline: parts.append("hangs")
            case .unreachable: parts.append("is unreachable")
            case .unknown: parts.append("loses its answer")
            case .command, .expect, .fail: parts.append("ends with \(failure.status ?? 127)")
            }
        }
        return parts
    }

    private static func line(of answer: Answer, to question: Question) -> String? {
        let value: String
        switch answer {
        case .yes, .happened, .seen: value = "yes"
        case .no, .didNotHappen: value = "no"
        case .text(let text): value = StubLines.text(text)
        case .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .none: return nil
        }
        return "answer \(value) to \(StubLines.string(question.text.shown))"
    }

    // MARK: - The file

    /// Writes the file: whoever has it has a test that passes.
    func write(_ preflight: Preflight) throws(UserError) {
        let text = text(preflight)
        do throws(SystemError) {
            try File.replace(path, with: Array(text.utf8), mode: 0o600, by: path + ".new")
        } catch {
            throw UserError(message: "\(path) cannot be written: \(error.words)")
        }
    }

    private func text(_ preflight: Preflight) -> String {
        let state = state.withLock { $0 }
        let program = preflight.runbook.program
        let runbook = preflight.runbook.workspace.path
        var body: [String] = []
        for stub in state.stubs { body += lines(of: stub) }
        body += state.answers
        let settings = program.parameters.compactMap { parameter in
            preflight.parameters[parameter.slot].map { "\(parameter.name)=\(StubLines.value($0))" }
        }
        body.append(settings.isEmpty ? "run" : "run with \(settings.joined(separator: ", "))")
        if let end = state.end { body += Self.claims(end, state.changes) }
        let head = ["tests of \(StubLines.text(runbook))", "", "test \(StubLines.string("\(program.title), as recorded")) {"]
        return (head + body.map { "    \($0)" } + ["}"]).map { $0 + "\n" }.joined()
    }

    private func lines(of stub: Stub) -> [String] {
        var replies = stub.replies
        while replies.count > 1, replies[replies.count - 1] == replies[replies.count - 2] { replies.removeLast() }
        if replies == [[]] { replies = [] }
        let written = replies.enumerated().map { index, parts in
            (index > 0 ? "then " : "") + (parts.isEmpty ? "ends with 0" : parts.joined(separator: " and "))
        }
        return StubLines.lines(
            stub.effect.sign, stub.effect.script.shown, at: stub.effect.location, replies: written)
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
