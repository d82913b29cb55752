import BelayLanguage
import BelayRuntime
import BelayWorkspace

/// Asks at the terminal for parameters that were not given.
struct ParameterQuestions {
    let console: Console
    private let input = TerminalInput()

    init(console: Console) { self.console = console }

    func ask(_ parameter: Parameter) async throws(Refusal) -> Value {
        if !parameter.documentation.isEmpty { console.output.write("\(parameter.documentation)\n") }
        while true {
            let prompt = "\(parameter.name) (\(parameter.type.name)): "
            switch await input.line(isHidden: parameter.type == .secret, prompt: { console.output.write(prompt) }) {
            case .text(let text):
                if parameter.type == .secret { console.output.write("\n") }
                do throws(ParameterProblem) {
                    return try Value(argument: text, as: parameter.type)
                } catch {
                    console.output.write("that \(error.message)\n")
                }
            case .end, .cancelled:
                console.output.write("\n")
                throw Refusal(message: "the parameter `\(parameter.name)` has no value")
            }
        }
    }
}
