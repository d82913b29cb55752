import BelayJournal
import BelayLanguage
import BelayRuntime

/// The parameters that a run began with, or that a plan was made with: a resumed run and a run of the plan keep them. What is
/// given again must be the same; a secret is in no file and must be given again.
struct RecordedParameters {
    /// Where they are recorded.
    enum Origin {
        case run(JournalRecord.Started)
        case plan(JournalRecord.Started, name: String)

        var beginning: JournalRecord.Started {
            switch self {
            case .run(let beginning), .plan(let beginning, _): beginning
            }
        }
    }

    let origin: Origin
    let parameters: [Parameter]

    private var beginning: JournalRecord.Started { origin.beginning }

    /// By their slots.
    var values: [Int: Value] {
        var values: [Int: Value] = [:]
        for parameter in parameters {
            if let kept = beginning.parameters.first(where: { $0.name == parameter.key }) {
                values[parameter.slot] = kept.value
            }
        }
        return values
    }

    func compare(_ given: [Int: Value]) throws(UserError) {
        let kept = values
        for parameter in parameters where !parameter.type.isSecret {
            guard let now = given[parameter.slot], let then = kept[parameter.slot], now != then else { continue }
            throw another(parameter, then)
        }
    }

    /// A secret that was mistyped would be found out only by what it is used for.
    func compareSecrets(_ given: [Int: Value]) throws(UserError) {
        for parameter in parameters {
            guard let seal = beginning.seals[parameter.key], let now = given[parameter.slot], !seal.fits(now) else {
                continue
            }
            throw another(secret: parameter)
        }
    }

    private func another(_ parameter: Parameter, _ then: Value) -> UserError {
        switch origin {
        case .run:
            UserError(
                message:
                    "`\(parameter.name)` was \(then.shown) when the run began, and a resumed run keeps its parameters",
                help: ["leave it out", "belay abandon, and start again, for another value"])
        case .plan(let beginning, let name):
            UserError(
                message: "`\(parameter.name)` is \(then.shown) in \(name), and a run of it keeps its parameters; "
                    + "nothing was run",
                help: [
                    "leave it out",
                    "for another value, another plan: belay plan \(beginning.runbook) \(parameter.name)=VALUE --save \(name)",
                ])
        }
    }

    private func another(secret parameter: Parameter) -> UserError {
        switch origin {
        case .run(let beginning):
            UserError(
                message:
                    "this is not the `\(parameter.name)` that the run began with at \(beginning.begun); nothing was run",
                help: [
                    "give that one: belay resume \(beginning.run) \(parameter.name)=VALUE",
                    "belay abandon \(beginning.run), and start again, for another value",
                ])
        case .plan(_, let name):
            UserError(
                message: "this is not the `\(parameter.name)` that \(name) was made with; nothing was run",
                help: ["give that one: belay run \(name) \(parameter.name)=VALUE"])
        }
    }
}
