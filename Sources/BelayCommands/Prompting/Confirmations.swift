import BelayRuntime

/// `--confirm STEP=TEXT`, matched with the questions of the plan.
enum Confirmations {
    /// By the numbers of a session, which has no plan of what will be typed.
    static func read(_ arguments: [String]) throws(UserError) -> [String: String] {
        var found: [String: String] = [:]
        for argument in arguments {
            let (number, text) = try parts(argument)
            found[number] = text
        }
        return found
    }

    static func read(_ arguments: [String], for plan: Plan) throws(UserError) -> [(step: StepPath, text: String)] {
        var found: [(step: StepPath, text: String)] = []
        for argument in arguments {
            let (number, text) = try parts(argument)
            guard let question = plan.questions.first(where: { $0.step.description == number }) else {
                let steps = plan.questions.map(\.step.description).joined(separator: ", ")
                throw UserError(
                    status: .usage, message: "step \(number) asks no question",
                    help: steps.isEmpty ? ["the runbook asks no questions"] : ["questions are at \(steps)"])
            }
            found.append((question.step, text))
        }
        return found
    }

    private static func parts(_ argument: String) throws(UserError) -> (number: String, text: String) {
        guard let equals = StepPath.end(ofNumberIn: argument) else {
            throw UserError(
                status: .usage, message: "`\(argument)` is not STEP=TEXT", help: ["--confirm 4.2=example.com"])
        }
        let text = argument.unicodeScalars[equals...].dropFirst()
        return (String(argument.unicodeScalars[..<equals]), String(text))
    }
}
