import BelayLanguage
import BelayRuntime
import BelayWorkspace

/// Asks the person at the terminal what was not answered beforehand. Questions of steps that run side by side wait for
/// each other.
final class TerminalRespondent: Respondent {
    private let given: GivenAnswers
    private let stage: any Stage
    private let output: OutputFile
    private let input = TerminalInput()
    private let turnstile = Turnstile()

    init(given: GivenAnswers, stage: any Stage, output: OutputFile) {
        self.given = given
        self.stage = stage
        self.output = output
    }

    var holdsFailures: Bool { true }

    func answer(_ question: Question) async -> Answer {
        if let answer = given.answer(question) { return answer }
        return await turnstile.pass {
            if Task.isCancelled { return .none }
            stage.pause(asking: question.step)
            defer { stage.resume() }
            return await ask(question)
        }
    }

    private func ask(_ question: Question) async -> Answer {
        switch question.kind {
        case .confirm: await choose("y or n: ", [("y", "yes", .yes), ("n", "no", .no)])
        case .pointOfNoReturn(let lock):
            await typed("type \(lock.shown) to go on, anything else stops: ").map { .text($0) } ?? .none
        case .ask(_, let type, let defaultValue): await value(type, defaultValue)
        case .manual: await choose("y when it is done, n to give up: ", [("y", "yes", .yes), ("n", "no", .no)])
        case .outcome:
            await choose([("h", "it happened", .happened), ("d", "it did not", .didNotHappen), ("s", "stop", .stop)])
        case .hold(_, let canWaitLonger, let handlers): await hold(canWaitLonger, handlers)
        }
    }

    private func hold(_ canWaitLonger: Bool, _ handlers: [String]) async -> Answer {
        var choices: [Choice] = [("r", "try again", .retry)]
        if canWaitLonger { choices.append(("w", "wait longer", .waitLonger)) }
        if !handlers.isEmpty { choices.append(("h", "run \(Self.named(handlers))", .runHandlers)) }
        choices.append(("k", "skip it", .skip(reason: "")))
        choices.append(("s", "stop", .stop))
        let answer = await choose(choices)
        if case .skip = answer {
            while true {
                guard let reason = await typed("why: ") else { return .none }
                if !reason.isEmpty { return .skip(reason: reason) }
            }
        }
        return answer == .none ? .stop : answer
    }

    private typealias Choice = (key: String, words: String, answer: Answer)

    /// Lists the choices first, one a line.
    private func choose(_ choices: [Choice]) async -> Answer {
        for choice in choices { say("\(choice.key)  \(choice.words)\n") }
        return await choose(choices.map(\.key).joined(separator: "/") + ": ", choices)
    }

    /// Asks until the answer is one of the choices.
    private func choose(_ prompt: String, _ choices: [Choice]) async -> Answer {
        while true {
            guard let line = await typed(prompt) else { return .none }
            let word = line.lowercased()
            if let choice = choices.first(where: { $0.key == word || $0.words == word }) { return choice.answer }
            say("please type \(choices.map(\.key).joined(separator: " or "))\n")
        }
    }

    private func value(_ type: ValueType, _ defaultValue: String?) async -> Answer {
        let isSecret = type == .secret
        let fallback = defaultValue.map { ", or nothing for \($0)" } ?? ""
        while true {
            guard let line = await typed("\(type.name)\(fallback): ", isHidden: isSecret) else { return .none }
            if line.isEmpty, defaultValue != nil { return .none }
            do throws(ParameterProblem) {
                return .text(try Self.written(Value(argument: line, as: type), line))
            } catch {
                say("that \(error.message)\n")
            }
        }
    }

    /// As the interpreter reads answers: of a list a line an element.
    private static func written(_ value: Value, _ line: String) -> String {
        guard case .list(let elements) = value else { return line }
        return elements.map(\.shown).joined(separator: "\n")
    }

    private func typed(_ prompt: String, isHidden: Bool = false) async -> String? {
        switch await input.line(isHidden: isHidden, prompt: { say(prompt) }) {
        case .text(let line):
            if isHidden { output.write("\n") }
            return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        case .end, .cancelled:
            output.write("\n")
            return nil
        }
    }

    private func say(_ text: String) {
        output.write(String(repeating: " ", count: stage.textColumn) + text)
    }

    private static func named(_ handlers: [String]) -> String { handlers.joined(separator: ", then ") }
}
