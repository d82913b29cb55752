import BelayLanguage

extension ValueType {
    /// A placeholder for a value in a command line that is shown: `TEXT`, `NUMBER`, `[HOST, ...]`, `main|events`.
    var placeholder: String {
        switch self {
        case .text, .any: "TEXT"
        case .number: "NUMBER"
        case .flag: "yes|no"
        case .duration: "DURATION"
        case .time: "TIME"
        case .path: "PATH"
        case .host: "HOST"
        case .secret: "SECRET"
        case .record: "[NAME=VALUE, ...]"
        case .list(let element): "[\(element.placeholder), ...]"
        case .choice(let words): words.joined(separator: "|")
        }
    }
}
