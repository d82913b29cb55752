import BelayJournal
import BelayLanguage
import BelayRuntime

/// The parameters that a run began with: a resumed run keeps them. What is given again must be the same; a secret is
/// in no journal and must be given again.
struct RecordedParameters {
    let beginning: JournalRecord.Started
    let parameters: [Parameter]

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
            throw UserError(
                message:
                    "`\(parameter.name)` was \(then.shown) when the run began, and a resumed run keeps its parameters",
                help: ["leave it out", "belay abandon, and start again, for another value"])
        }
    }

    /// A secret that was mistyped would be found out only by what it is used for.
    func compareSecrets(_ given: [Int: Value]) throws(UserError) {
        for parameter in parameters {
            guard let seal = beginning.seals[parameter.key], let now = given[parameter.slot], !seal.fits(now) else {
                continue
            }
            throw UserError(
                message:
                    "this is not the `\(parameter.name)` that the run began with at \(beginning.begun); nothing was run",
                help: [
                    "give that one: belay resume \(beginning.run) \(parameter.name)=VALUE",
                    "belay abandon \(beginning.run), and start again, for another value",
                ])
        }
    }
}
