import BelayData
public import BelayLanguage
import BelaySource

extension UsualLimits {
    /// The name of a limit.
    private enum Name: String, CaseIterable {
        case reads
        case changes
        case checks

        var place: WritableKeyPath<UsualLimits, Duration> {
            switch self {
            case .reads: \.reads
            case .changes: \.changes
            case .checks: \.checks
            }
        }
    }

    /// From `reads 2m, changes 4h, checks 15s`.
    init(configured text: String) {
        self.init()
        for limit in text.split(separator: ",") {
            let words = limit.split(separator: " ").map(String.init)
            guard words.count == 2, let name = Name(rawValue: words[0]),
                let time = DurationLiteral(words[1])?.value
            else { continue }
            self[keyPath: name.place] = time
        }
    }

    /// What a mapping such as `{reads: 2m}` says, in words: `reads 2m`.
    static func words(of data: DataValue, at origin: String) throws(WorkspaceFailure) -> String {
        guard let members = data.object?.members, !members.isEmpty else {
            throw WorkspaceFailure(
                message: "\(origin): `limits` has a time for each of \(names.joined(separator: ", "))",
                help: ["limits: {reads: 2m, changes: 4h}"])
        }
        var limits = UsualLimits()
        for member in members {
            guard let name = Name(rawValue: member.key) else {
                let nearest = NameSuggestion.nearest(to: member.key, among: names).map { ["did you mean `\($0)`?"] }
                throw WorkspaceFailure(
                    message: "\(origin): there is no limit of `\(member.key)`",
                    help: nearest ?? ["the limits are those of \(names.joined(separator: ", "))"])
            }
            guard let time = member.value.string.flatMap(DurationLiteral.init)?.value, time > .zero else {
                throw WorkspaceFailure(
                    message: "\(origin): the limit of \(member.key) is a duration",
                    help: ["limits: {\(member.key): 2m}"])
            }
            limits[keyPath: name.place] = time
        }
        return limits.words
    }

    /// Such as `reads 2m, changes 1h, checks 15s`.
    private var words: String {
        Name.allCases.map { "\($0.rawValue) \(DurationLiteral.text(of: self[keyPath: $0.place]))" }
            .joined(separator: ", ")
    }

    private static var names: [String] { Name.allCases.map(\.rawValue) }
}

extension Configuration {
    /// Time limits where a runbook says none.
    public var limits: UsualLimits { self[.limits].map(UsualLimits.init(configured:)) ?? UsualLimits() }
}
