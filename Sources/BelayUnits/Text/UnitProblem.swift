/// What is wrong with a unit or with what was asked of it, as systemd says it.
public struct UnitProblem: Error, Hashable, Sendable {
    public let message: String

    init(_ message: String) { self.message = message }
}
