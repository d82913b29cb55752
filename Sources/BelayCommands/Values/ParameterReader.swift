import BelayLanguage
import BelayRuntime
import BelaySource

/// Finds a value for each parameter: on the command line, in a file, by its default, or at the terminal.
struct ParameterReader {
    let parameters: [Parameter]
    let given: NamedTexts
    /// From `--params`: the fields of a file.
    var file: [Value.Field] = []

    /// Values by global slot, and the parameters that have neither a value nor a default.
    func read() throws(Refusal) -> (values: [Int: Value], missing: [Parameter]) {
        try checkFile()
        var values: [Int: Value] = [:]
        var missing: [Parameter] = []
        for parameter in parameters {
            do throws(ReadingProblem) {
                if let text = given.values[parameter.name] {
                    values[parameter.slot] = try ArgumentValue.read(text, as: parameter.type)
                } else if let field = file.first(where: { $0.name == parameter.name }) {
                    values[parameter.slot] = try ArgumentValue.typed(field.value, as: parameter.type)
                } else if parameter.defaultValue == nil {
                    missing.append(parameter)
                }
            } catch {
                throw Refusal(
                    message: "the value of `\(parameter.name)` \(error.message)",
                    help: ["\(parameter.name): \(parameter.type.name)  \(parameter.documentation)"])
            }
        }
        return (values, missing)
    }

    /// What is given by name and is no parameter: it must be the answer to an `ask`.
    var others: [String: String] {
        let names = Set(parameters.map(\.name))
        return given.values.filter { !names.contains($0.key) }
    }

    /// Refuses names that are neither parameters nor answers.
    func checkNames(asks: [String]) throws(Refusal) {
        for name in given.names where others[name] != nil && !asks.contains(name) {
            throw unknown(name, among: asks, by: .usage)
        }
    }

    /// Refuses a run whose parameters are not all there, and says what to type.
    static func refusal(missing: [Parameter]) -> Refusal {
        let names = missing.map { "`\($0.name)`" }.joined(separator: ", ")
        let verb = missing.count == 1 ? "has" : "have"
        let width = missing.map(\.name.count).max() ?? 0
        let help = missing.map { parameter in
            let name = parameter.name + "=" + String(repeating: " ", count: width - parameter.name.count)
            return "\(name)  \(parameter.type.name)  \(parameter.documentation)"
        }
        return Refusal(message: "\(names) \(verb) no value", help: help)
    }

    private func checkFile() throws(Refusal) {
        for field in file where !parameters.contains(where: { $0.name == field.name }) {
            throw unknown(field.name, among: [], by: .refused)
        }
    }

    private func unknown(_ name: String, among asks: [String], by status: ExitStatus) -> Refusal {
        let names = parameters.map(\.name) + asks
        var help: [String] = []
        if let near = NameSuggestion.nearest(to: name, among: names) {
            help = ["did you mean `\(near)`?"]
        } else if !names.isEmpty {
            help = ["its parameters are \(names.joined(separator: ", "))"]
        }
        return Refusal(status: status, message: "the runbook has no parameter `\(name)`", help: help)
    }
}
