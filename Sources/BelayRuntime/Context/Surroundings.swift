/// What the blocks around a command give it: where it runs, what it reads and writes, and for how long it may.
struct Surroundings: Sendable {
    var location: Location = .local
    var environment: [CommandEffect.Variable] = []
    var input: CommandEffect.Input?
    var output: CommandEffect.OutputFile?
    var limits = TimeLimits()

    /// The body of a phrase runs where it is called, without the files, the input and the environment of the caller.
    var forPhrase: Surroundings { Surroundings(location: location, limits: limits) }
}
