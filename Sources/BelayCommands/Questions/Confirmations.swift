import BelayRuntime

/// `--confirm STEP=TEXT`, matched with the questions of the plan.
enum Confirmations {
    /// By the numbers of a session, which has no plan of what will be typed.
    static func read(_ arguments: [String]) throws(Refusal) -> [String: String] {
        var found: [String: String] = [:]
        for argument in arguments {
            let (number, text) = try parts(argument)
            found[number] = text
        }
        return found
    }

    static func read(_ arguments: [String], for plan: Plan) throws(Refusal) -> [(step: StepPath, text: String)] {
        var found: [(step: StepPath, text: String)] = []
        for argument in arguments {
            let (number, text) = try parts(argument)
            guard let question = plan.questions.first(where: { $0.step.description == number }) else {
                let steps = plan.questions.map(\.step.description).joined(separator: ", ")
                throw Refusal(
                    status: .usage, message: "no question is asked at step \(number)",
                    help: steps.isEmpty ? ["the runbook asks nothing"] : ["it asks at \(steps)"])
            }
            found.append((question.step, text))
        }
        return found
    }

    private static func parts(_ argument: String) throws(Refusal) -> (number: String, text: String) {
        if let parts = split(argument) { return parts }
        throw Refusal(status: .usage, message: "`\(argument)` confirms no step", help: ["--confirm 4.2=example.com"])
    }

    /// At the first `=` outside of brackets: a loop's element may hold one.
    private static func split(_ argument: String) -> (number: String, text: String)? {
        var depth = 0
        for index in argument.indices {
            switch argument[index] {
            case "[": depth += 1
            case "]": depth -= 1
            case "=" where depth <= 0 && index != argument.startIndex:
                return (String(argument[..<index]), String(argument[argument.index(after: index)...]))
            default: break
            }
        }
        return nil
    }
}
