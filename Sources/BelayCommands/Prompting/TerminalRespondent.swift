import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayWorkspace
import Synchronization

/// Asks the person at the terminal what was not answered beforehand. Questions of steps that run side by side wait for
/// each other.
final class TerminalRespondent: Prompter {
    private let given: PresetAnswers
    private let stage: any RunDisplay
    private let console: Console
    let holdsFailures: Bool
    private let inspector: (any StepInspector)?
    /// Told when a person stops the run to have it undone; nil where that is not offered.
    private let undoWish: UndoWish?
    /// One question at a time.
    private let asking = AsyncSemaphore(limit: 1)
    private let asked = Mutex(Duration.zero)
    /// The steps whose questions wait for that of another.
    private let waiting = Mutex<[StepPath]>([])

    init(
        given: PresetAnswers, stage: any RunDisplay, console: Console, holdsFailures: Bool = true,
        inspector: (any StepInspector)? = nil, undoWish: UndoWish? = nil
    ) {
        self.undoWish = undoWish
        self.holdsFailures = holdsFailures
        self.inspector = inspector
        self.given = given
        self.stage = stage
        self.console = console
    }

    /// The time that questions waited for an answer.
    var timeAsked: Duration { asked.withLock { $0 } }

    /// With `--yes` nobody is asked.
    var isAttended: Bool { !given.isYes }

    func hasAnswer(to question: Redacted<Question>) -> Bool { given.hasAnswer(to: question.content) }

    func answer(_ question: Redacted<Question>) async -> Answer { await answer(question, stepContext: nil) }

    func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer {
        await answer(question, stepContext: stepContext)
    }

    private func answer(_ question: Redacted<Question>, stepContext: StepContext?) async -> Answer {
        if let answer = given.answer(question.content) { return answer }
        waiting.withLock { $0.append(question.step) }
        let isTurn = await asking.enter()
        let others = waiting.withLock { waiting in
            if let index = waiting.firstIndex(of: question.step) { waiting.remove(at: index) }
            return waiting
        }
        guard isTurn else { return .none }
        defer { asking.leave() }
        if Task.isCancelled { return .none }
        stage.pause(asking: question.content, waiting: others)
        let begun = console.clock.now
        defer {
            asked.withLock { $0 += console.clock.now - begun }
            stage.resume()
        }
        return await ask(question, stepContext)
    }

    private func ask(_ question: Redacted<Question>, _ stepContext: StepContext?) async -> Answer {
        switch question.kind {
        case .confirm: await choose("y or n: ", [("y", "yes", .yes), ("n", "no", .no)], otherwise: .none)
        case .approval: Answer.none
        case .pointOfNoReturn(let lock):
            await typed("type `\(lock.shown)` to continue: ").map { .text($0) } ?? .none
        case .ask(_, let type, let defaultValue): await value(type, defaultValue)
        case .manual:
            await choose("y when it is done, n to give up: ", [("y", "yes", .yes), ("n", "no", .no)], otherwise: .none)
        case .outcome:
            await looking(from: stepContext) { look in
                var choices: [Choice<Answer?>] = [("h", "it happened", .happened), ("d", "it did not", .didNotHappen)]
                if look { choices.append(("l", "look around", nil)) }
                choices.append(("s", "stop", .stop))
                return await choose(choices, otherwise: Answer.none)
            }
        case .hold(let held):
            await looking(from: stepContext) { look in
                switch await choose(choices(held, look), otherwise: .answer(.stop)) {
                case .look: return nil
                case .undo:
                    undoWish?.make()
                    return .stop
                case .answer(let answer): return await completed(answer, held)
                }
            }
        }
    }

    /// Asks until there is an answer; looking around is not one yet.
    private func looking(
        from stepContext: StepContext?, _ ask: (_ offersLook: Bool) async -> Answer?
    ) async -> Answer {
        guard let inspector, let stepContext else { return await ask(false) ?? .stop }
        while true {
            if let answer = await ask(true) { return answer }
            await inspector.open(from: stepContext)
            if Task.isCancelled { return .none }
        }
    }

    /// What a person may choose at a step that holds.
    private enum HoldChoice {
        case answer(Answer)
        case look
        /// Stop, and undo what the run has begun.
        case undo
    }

    private func choices(_ held: HeldStep, _ offersLook: Bool) -> [Choice<HoldChoice>] {
        var choices: [Choice<HoldChoice>] = [("r", "try again", .answer(.retry))]
        if held.canWaitLonger { choices.append(("w", "wait longer", .answer(.waitLonger(Self.usualWait)))) }
        if !held.handlers.isEmpty { choices.append(("h", "run \(Self.named(held.handlers))", .answer(.runHandlers))) }
        if undoWish != nil, let first = held.undoable.first {
            let others = held.undoable.count - 1
            let more = others == 0 ? "" : others == 1 ? " and 1 step before" : " and \(others) steps before"
            choices.append(("u", "stop, and undo \(Self.named([first]))\(more)", .undo))
        }
        switch held.passing {
        case .skip: choices.append(("k", "skip this step", .answer(.skip(reason: ""))))
        case .value(let name, _): choices.append(("v", "give the value of \(name)", .answer(.give(""))))
        case .refused: break
        }
        if offersLook { choices.append(("l", "look around", .look)) }
        return choices + [("s", "stop", .answer(.stop))]
    }

    /// With what has to be typed for it.
    private func completed(_ answer: Answer, _ held: HeldStep) async -> Answer {
        switch (answer, held.passing) {
        case (.skip, _):
            while true {
                guard let reason = await typed("why: ") else { return .stop }
                if !reason.isEmpty { return .skip(reason: reason) }
                show("a reason is needed: it is kept with the run\n")
            }
        case (.waitLonger, _): return await wait()
        case (.give, .value(_, let type)):
            guard case .text(let typed) = await value(type, nil) else { return .stop }
            return .give(typed)
        default: return answer
        }
    }

    private static let usualWait = Duration.seconds(300)

    private func wait() async -> Answer {
        while true {
            guard let line = await typed("how long (\(Self.usualWait.shown)): ") else { return .stop }
            if line.isEmpty { return .waitLonger(Self.usualWait) }
            if let time = DurationLiteral(line)?.value, time > .zero { return .waitLonger(time) }
            show("please type a time such as 90s, 10m or 2h\n")
        }
    }

    private typealias Choice<Chosen> = (key: String, words: String, answer: Chosen)

    /// Lists the choices first, one a line.
    private func choose<Chosen>(_ choices: [Choice<Chosen>], otherwise: Chosen) async -> Chosen {
        for choice in choices { show("\(choice.key)  \(choice.words)\n") }
        return await choose(choices.map(\.key).joined(separator: "/") + ": ", choices, otherwise: otherwise)
    }

    /// Asks until the answer is one of the choices.
    private func choose<Chosen>(
        _ prompt: String, _ choices: [Choice<Chosen>], otherwise: Chosen
    ) async -> Chosen {
        while true {
            guard let line = await typed(prompt) else { return otherwise }
            let word = line.lowercased()
            if let choice = choices.first(where: { $0.key == word || $0.words == word }) { return choice.answer }
            show("please type \(choices.map(\.key).joined(separator: " or "))\n")
        }
    }

    private func value(_ type: ValueType, _ defaultValue: String?) async -> Answer {
        let isSecret = type.isSecret
        let fallback = defaultValue.map { isSecret ? ", or nothing for the default" : ", or nothing for \($0)" } ?? ""
        while true {
            guard let line = await typed("\(type.name)\(fallback): ", isHidden: isSecret) else { return .none }
            if line.isEmpty, defaultValue != nil { return .none }
            do throws(ParameterProblem) {
                return .text(try GivenAnswer.written(line, as: type, isNeeded: false))
            } catch {
                show("that \(error.message)\n")
                for line in error.help { show("  \(line)\n") }
            }
        }
    }

    private func typed(_ prompt: String, isHidden: Bool = false) async -> String? {
        let prompt = LinePrompt(prompt, isHidden: isHidden, indent: stage.textColumn)
        switch await TerminalInput(console: console).line(prompt) {
        case .text(let line):
            if isHidden { console.output.write("\n") }
            return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        case .end, .cancelled:
            console.output.write("\n")
            return nil
        }
    }

    private func show(_ text: String) {
        console.output.show(String(repeating: " ", count: stage.textColumn) + text)
    }

    /// A handler may be long: its beginning shows which it is.
    private static func named(_ handlers: [String]) -> String {
        handlers.map { $0.count > 60 ? "\($0.prefix(59))…" : $0 }.joined(separator: ", then ")
    }
}
