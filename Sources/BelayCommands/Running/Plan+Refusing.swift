import BelayLanguage
import BelayRuntime
import BelaySource
import BelayWorkspace

/// The problems of a plan before anything is run for it.
extension Plan {
    /// The names that an `ask` can be answered by.
    var askNames: [String] { asks.map(\.name) }

    /// The problems of answers that were given by the names of the questions. One may answer several.
    func problems(of answers: [String: String]) -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        for ask in asks {
            guard let text = answers[ask.name] else { continue }
            do throws(ParameterProblem) {
                _ = try GivenAnswer.written(
                    text, as: ask.type, isNeeded: ask.isNeeded, empty: #"\#(ask.name)='""'"#)
            } catch {
                let problem = ParameterProblem(message: "the answer `\(ask.name)` \(error.message)", help: error.help)
                if !problems.contains(problem) { problems.append(problem) }
            }
        }
        return problems
    }

    /// A plan without an end is not looked through, and not run.
    func refuseExcess(of sources: [SourceText], _ display: DisplayOptions, on console: Console) throws(UserError) {
        guard let excess else { return }
        DiagnosticView(sources: sources, display: display, console: console)
            .show([.tooLongPlan(excess.message, at: excess.span)], isMain: false)
        throw UserError(message: "the plan is too long; nothing was run")
    }

    private var asks: [(name: String, type: ValueType, isNeeded: Bool)] {
        questions.compactMap { question in
            switch question.kind {
            case .ask(let name, let type, let defaultValue): (name, type, defaultValue?.isEmpty != true)
            case .confirm, .approval, .pointOfNoReturn, .manual, .outcome, .hold: nil
            }
        }
    }
}
