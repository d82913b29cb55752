public import BelayLanguage
public import BelayRuntime

extension Value {
    /// The value given for a name, on the command line, in a parameter file or at a question. An unset shell variable
    /// must not become a string: where a string is needed, an empty one is written `""`.
    ///
    /// - Parameters:
    ///   - isNeeded: it has no default, or one that is not the empty text.
    ///   - empty: what to write for an empty text, such as `version='""'`.
    public init(
        given text: String, as type: ValueType, isNeeded: Bool, empty: String = #""""#
    ) throws(ParameterProblem) {
        guard case .text = type else {
            self = try Value(argument: text, as: type)
            return
        }
        if isNeeded, text.isEmpty {
            throw ParameterProblem(message: "is empty", help: ["for an empty string, write \(empty)"])
        }
        self = .text(text == #""""# ? "" : text)
    }
}
