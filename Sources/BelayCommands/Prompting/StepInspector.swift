import BelayRuntime

/// Where a person looks around in a held step before they decide about it.
protocol StepInspector: Sendable {
    /// Returns when the person leaves it.
    func open(from stepContext: StepContext) async
}
