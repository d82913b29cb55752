import BelaySource
import BelaySyntax

/// The commands of a plan that a run is held to: it performs these, and stops before one that the plan does not have.
public struct HeldPlan: Sendable {
    /// Of the plan's file.
    public let digest: String
    /// By the ordinals of their steps, which no iteration and no attempt changes.
    private let effects: [[Int]: [CommandEffect]]

    /// - Parameter effects: as a file has them: a secret is a mark.
    public init(digest: String, effects: [CommandEffect]) {
        self.digest = digest
        self.effects = Dictionary(grouping: effects.map(\.withoutMarks), by: \.step.ordinals)
    }

    /// Why the effect is not one of the plan; nil when it is.
    public func refusal(of effect: CommandEffect) -> String? {
        let planned = effects[effect.step.ordinals] ?? []
        if planned.contains(where: { $0.covers(effect) }) { return nil }
        let wanted = planned.first { $0.span == effect.span && $0.step.covers(effect.step) }
        guard let wanted else { return "the plan has no such command at this step, so it was not begun" }
        return "the plan has another command at this step, so it was not begun: \(wanted.described)"
    }
}

extension StepPath {
    fileprivate var ordinals: [Int] {
        components.compactMap { component in
            switch component {
            case .ordinal(let number): number
            case .element, .attempt, .undo: nil
            }
        }
    }
}

extension CommandEffect {
    /// As a plan has it.
    fileprivate var described: String {
        let place = location.shown
        return "\(place.isEmpty ? "" : "\(place): ")\(sign.rawValue) \(script.shown)"
    }

    fileprivate var withoutMarks: CommandEffect {
        var effect = self
        effect.script = script.withoutMarks
        effect.location = location.withoutMarks
        for index in environment.indices { effect.environment[index].value = environment[index].value.withoutMarks }
        switch input {
        case .given(let text)?: effect.input = .given(text.withoutMarks)
        case .file(var file)?:
            file.path = file.path.withoutMarks
            effect.input = .file(file)
        case nil: break
        }
        effect.output = output.map { OutputFile(path: $0.path.withoutMarks) }
        return effect
    }
}

extension GivenText {
    fileprivate var withoutMarks: GivenText {
        switch self {
        case .text(let text): .text(text.withoutMarks)
        case .secret: self
        }
    }
}

extension Location {
    fileprivate var withoutMarks: Location {
        var location = self
        switch reach {
        case .local: break
        case .host(let name): location.reach = .host(name.withoutMarks)
        }
        location.user = user?.withoutMarks
        location.prefixes = prefixes.map { $0.map(\.withoutMarks) }
        return location
    }
}
