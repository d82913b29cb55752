import BelayLanguage
import BelaySource

/// Parameters: what was given, else their defaults, each made of those before it.
extension Interpreter {
    /// The frame of parameters, given or by default, and of nothing else yet.
    /// - Parameter showsChecks: a plan shows what is read to check them, as what defaults read.
    func globals(_ given: [Int: Value], showsChecks: Bool = false) async throws(Interruption) -> Frame {
        var frame = Frame(globals: Array(repeating: nil, count: program.globalCount), locals: [])
        let context = ExecutionContext(undoLog: UndoLog()).forPreamble
        for parameter in program.allParameters {
            frame.globals[parameter.slot] = try await value(of: parameter, given, frame, context)
            if let value = frame.globals[parameter.slot] { performer.hide(value) }
            if showsChecks, let check = parameter.check, check.condition.asks {
                _ = try await judge(check.condition, frame, context)
            }
        }
        return frame
    }

    /// Nil when it has none.
    private func value(
        of parameter: Parameter, _ given: [Int: Value], _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value? {
        if let value = given[parameter.slot] { return value }
        guard let defaultValue = parameter.defaultValue else {
            return parameter.environment == nil ? nil : .unknown(parameter.name)
        }
        if mode.onlyReplays, defaultValue.asks { return .unknown(parameter.name) }
        let declaration = Interpreter.Declaration(subject: .name(parameter.name), type: parameter.type)
        let value = try fitted(
            try await evaluate(defaultValue, frame, context), to: declaration, from: defaultValue, context)
        if case .unknown = value { return .unknown(parameter.name) }
        return value
    }

    /// Every parameter with its value, as far as it is known, and all that is wrong with them. One that cannot be used counts as
    /// not known, so nothing is made of it.
    func settled(_ given: [Int: Value]) async -> ParameterSettlement {
        var settlement = ParameterSettlement()
        var frame = Frame(globals: Array(repeating: nil, count: program.globalCount), locals: [])
        let context = ExecutionContext(undoLog: UndoLog()).forPreamble
        for parameter in program.allParameters {
            frame.globals[parameter.slot] = .unknown(parameter.name)
            do throws(Interruption) {
                guard let value = try await value(of: parameter, given, frame, context) else { continue }
                performer.hide(value)
                var trial = frame
                trial.globals[parameter.slot] = value
                if value.unknownName == nil, let refusal = try await refusal(of: value, parameter, trial, context) {
                    settlement.mistakes.append(ParameterMistake(parameter: parameter, message: refusal))
                    continue
                }
                frame = trial
                if value.unknownName == nil { settlement.values[parameter.slot] = value }
            } catch {
                let words = error.trouble.map { performer.redacted($0.failure.message) } ?? "it was not read"
                let written = parameter.defaultValue.map { ": `\(source($0.span))`" } ?? ""
                settlement.mistakes.append(
                    ParameterMistake(
                        parameter: parameter,
                        message: "the default of the parameter `\(parameter.key)` is not known\(written): \(words)",
                        help: parameter.library == nil ? ["give it: \(parameter.name)=VALUE"] : []))
            }
        }
        return settlement
    }

    /// Why a value is not taken.
    private func refusal(
        of value: Value, _ parameter: Parameter, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> String? {
        guard let check = parameter.check else { return nil }
        let verdict = try await judge(check.condition, frame, context)
        switch verdict {
        case .yes, .undecided: return nil
        case .cannot(let failure):
            return "whether the parameter `\(parameter.key)` can be used was not found out: "
                + performer.redacted(failure.message)
        case .no(let seen):
            guard let message = check.message else {
                return performer.redacted("the parameter `\(parameter.key)` cannot be used: \(seen)")
            }
            let words = try await text(message, frame, context).shown
            let shown = value.holdsSecret ? "cannot be used" : "is \(value.shown)"
            return performer.redacted("the parameter `\(parameter.key)` \(shown): \(words)")
        }
    }
}
