import BelayRuntime
import BelaySyntax
import Synchronization

/// Hands the events and questions of a session to whoever shows and answers those of the input that runs now.
final class EventRelay: RunObserver, Prompter {
    private struct State {
        var observer: (any RunObserver)?
        var prompter: (any Prompter)?
        var shown: [Failure] = []
        var skipped: [(step: StepPath, reason: String)] = []
        var hasChanged = false
        var stopped: StoppedStep?
    }

    /// A held step at which a person has stopped.
    struct StoppedStep: Hashable, Sendable {
        var step: StepPath
        var hasHandlers: Bool
    }

    private let state = Mutex(State())

    func lead(to observer: any RunObserver, _ prompter: any Prompter) {
        state.withLock { $0 = State(observer: observer, prompter: prompter) }
    }

    /// True if a step has shown that failure.
    func hasShown(_ failure: Failure) -> Bool { state.withLock { $0.shown.contains(failure) } }

    /// The failed steps that were skipped.
    var skipped: [(step: StepPath, reason: String)] { state.withLock(\.skipped) }

    /// True if a change was begun.
    var hasChanged: Bool { state.withLock { $0.hasChanged } }

    var stopped: StoppedStep? { state.withLock { $0.stopped } }

    func observe(_ event: Redacted<RunEvent>) {
        let observer = state.withLock { state in
            if case .questionAnswered(let step, .skip(let reason)) = event.content {
                state.skipped.append((step, reason))
            }
            if case .stepStarted(let start) = event.content, let effect = start.effect, effect.sign != .reads {
                state.hasChanged = true
            }
            if case .stepFinished(let end) = event.content, case .failed(let failure) = end.ending,
                failure.step == end.step
            {
                if end.kind.canFailByItself, end.kind != .read { state.shown.append(failure) }
            }
            return state.observer
        }
        // Nobody was asked.
        if case .questionAnswered(let step, .runHandlers) = event.content, step.components.count <= 1 { return }
        observer?.observe(event)
    }

    var holdsFailures: Bool { state.withLock { $0.prompter }?.holdsFailures ?? false }

    var isAttended: Bool { state.withLock { $0.prompter }?.isAttended ?? false }

    func hasAnswer(to question: Redacted<Question>) -> Bool {
        state.withLock { $0.prompter }?.hasAnswer(to: question) ?? false
    }

    func answer(_ question: Redacted<Question>) async -> Answer {
        await state.withLock { $0.prompter }?.answer(question) ?? .none
    }

    /// An input itself does not hold: it can be typed again.
    func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer {
        if question.step.components.count <= 1 { return .runHandlers }
        let answer = await state.withLock { $0.prompter }?.answer(question, from: stepContext) ?? .none
        if answer == .stop, case .hold(let held) = question.kind {
            state.withLock { $0.stopped = StoppedStep(step: question.step, hasHandlers: !held.handlers.isEmpty) }
        }
        return answer
    }
}
