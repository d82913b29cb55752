import BelayData
import BelayLanguage

/// A secret that a run had before it was interrupted, and that cannot be had again as it was. Where it is needed it is asked
/// for.
struct LostSecret: Hashable, Sendable {
    /// The source of the value, and so the reason why it is lost.
    enum Reason: Hashable, Sendable {
        /// A change printed it, or an action gave it.
        case made
        case typed
        /// It was read, and reads as another one now, or not at all.
        case readsDifferently
    }

    var name: String
    var type: ValueType
    /// The step that gave it its value.
    var step: StepPath
    var reason: Reason
    var seal: SecretSeal?
    /// When it got its value; nil where that is not known.
    var since: Timestamp?
    /// Of a list, how many elements it had.
    var count = 0

    /// Its representation in the values of a run until it is given.
    var value: Value { .unknown("\(name) of step \(step)") }

    /// Why it is asked for.
    var words: String {
        let moment = since.map { " (\($0))" } ?? ""
        return switch reason {
        case .made: "the secret that step \(step)\(moment) made, which no journal keeps"
        case .typed: "the secret that was typed at step \(step)\(moment), which no journal keeps"
        case .readsDifferently:
            "the secret that the run read at step \(step)\(moment), which reads differently now: type the old value"
        }
    }

    /// The reason why the run cannot continue.
    var failureWords: String {
        let moment = since.map { " (\($0))" } ?? ""
        return switch reason {
        case .made: "`\(name)` is needed: a secret that step \(step)\(moment) made, and no journal keeps a secret"
        case .typed:
            "`\(name)` is needed: a secret that was typed at step \(step)\(moment), and no journal keeps a secret"
        case .readsDifferently:
            "`\(name)` is needed as the run read it at step \(step)\(moment), and it reads differently now"
        }
    }

    /// The message that another one was given.
    var mismatchWords: String {
        "the value given for `\(name)` is not the one that the run had at step \(step)"
            + (since.map { " (\($0))" } ?? "")
    }
}
