/// The number of a step: `4.2`, in a loop `3.2[10.0.0.4].1`, in the second attempt of a `retry`, the
/// second round of a `repeat` and after the second batch of a loop `3.2~2.1`.
public struct StepPath: Hashable, Sendable, CustomStringConvertible {
    public enum Component: Hashable, Sendable {
        case ordinal(Int)
        /// A loop's element: its position counted from one, and how it is shown. A plan that does not know the list has
        /// no position.
        case element(position: Int?, label: String)
        /// One of several turns of the same block: an attempt, a round, or what is done after a batch.
        case attempt(Int)
        /// The undo block of an action.
        case undo
    }

    public var components: [Component]

    public init(_ components: [Component] = []) { self.components = components }

    public func appending(_ component: Component) -> StepPath { StepPath(components + [component]) }

    /// On one line, whatever an element holds, and never the same for two steps.
    public var description: String {
        var text = ""
        for component in components {
            switch component {
            case .ordinal(let number): text += text.isEmpty ? "\(number)" : ".\(number)"
            case .element(_, let label): text += "[\(Self.shown(label: label))]"
            case .attempt(let number): text += "~\(number)"
            case .undo: text += ".undo"
            }
        }
        return text
    }
}
