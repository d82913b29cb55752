/// Where the commands of a block run.
public enum Place: Sendable {
    case host(ValueExpression, user: ValueExpression?)
    case target(Call)
    case local
}

extension Place {
    var values: [ValueExpression?] {
        switch self {
        case .host(let host, let user): [host, user]
        case .target(let call): call.values
        case .local: []
        }
    }

    /// The target that it is.
    var call: Call? {
        if case .target(let call) = self { call } else { nil }
    }
}
