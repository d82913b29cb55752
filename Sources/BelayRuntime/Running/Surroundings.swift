/// What the blocks around a command give it: where it runs, what it reads, and for how long it may.
struct Surroundings: Sendable {
    var location: Location = .local
    var environment: [CommandEffect.Variable] = []
    var input: CommandEffect.Input?
    var limits = TimeLimits()

    /// The body of a phrase runs where it is called, without the input and the environment of the caller.
    var ofPhrase: Surroundings { Surroundings(location: location, limits: limits) }
}
