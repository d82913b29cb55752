/// What is there besides a run, such as the lab of a rehearsal, while somebody watches.
protocol RunSurroundings: Sendable {
    /// A look at it, a row each; asked about once a second, and may take its time. Empty when there is nothing to see.
    func look() async -> [String]

    /// How long each phase took the last time, by its title; empty where that is not known.
    var usualTimes: [String: Duration] { get }
}
