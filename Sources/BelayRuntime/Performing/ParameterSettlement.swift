import BelayLanguage

/// The values of parameters before the first step, and all that is wrong with them.
public struct ParameterSettlement: Sendable {
    /// By their global slots: those given, and the defaults that are known.
    public var values: [Int: Value] = [:]
    public var mistakes: [ParameterMistake] = []
    /// How many commands were run for it.
    public var readCount = 0
}

/// A parameter that has no value, or one that its runbook does not take.
public struct ParameterMistake: Hashable, Sendable {
    /// As it is told apart from others.
    public var key: String
    /// One sentence, without a full stop and without a secret.
    public var message: String
    /// Something to type instead.
    public var help: [String]

    init(parameter: Parameter, message: String, help: [String] = []) {
        key = parameter.key
        self.message = message
        self.help = help
    }
}
