import BelayLanguage
import BelayRuntime
import BelayWorkspace

/// Asks at the terminal for parameters that were not given.
struct ParameterQuestions {
    let console: Console
    /// Input typed before the first of them is not an answer. Those after it may be pasted with it, a line each:
    /// nothing runs before the last has its value. But a line that does not fit puts all that follows it in question.
    private var dropsTyped = true

    init(console: Console) { self.console = console }

    mutating func ask(_ parameter: Parameter) async throws(UserError) -> Value {
        if !parameter.documentation.isEmpty { console.output.show("\(parameter.documentation)\n") }
        while true {
            let prompt = LinePrompt(
                "\(parameter.name) (\(parameter.type.name)): ", isHidden: parameter.type.isSecret,
                isQuestion: dropsTyped)
            dropsTyped = false
            switch await TerminalInput(console: console).line(prompt) {
            case .text(let text):
                if parameter.type.isSecret { console.output.write("\n") }
                do throws(ParameterProblem) {
                    return try Value(given: text, as: parameter.type, isNeeded: true)
                } catch {
                    console.output.show("that \(error.message)\n")
                    for line in error.help { console.output.show("  \(line)\n") }
                    dropsTyped = true
                }
            case .end, .cancelled:
                console.output.write("\n")
                throw UserError(message: "the parameter `\(parameter.name)` has no value")
            }
        }
    }
}
