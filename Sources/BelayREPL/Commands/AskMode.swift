public import BelayRuntime
import BelaySyntax

/// The statements that need a yes before they run.
public enum AskMode: String, CaseIterable, Sendable {
    /// Whatever changes something.
    case changes
    /// Only what destroys something.
    case destroys
    /// Nothing, but for what destroys something that is not wholly known.
    case never

    public func asks(about plan: Plan) -> Bool {
        switch self {
        case .changes: plan.effects.contains { $0.sign != .reads }
        case .destroys: plan.effects.contains { $0.sign == .destroys }
        case .never: plan.effects.contains { $0.sign == .destroys && !$0.isKnown }
        }
    }
}
