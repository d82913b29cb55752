import ArgumentParser

/// What every command that runs something is asked: answers given beforehand, and how it shows what it does.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Answer the question at STEP (its number in the plan). For a point of no return, TEXT is the lock's text.",
            valueName: "step=text"))
    var confirm: [String] = []

    @Flag(name: .shortAndLong, help: "Show every read with its command.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Show only what fails, what is noted, and questions.")
    var quiet = false

    @Flag(help: "At a terminal, show a phase that is done as one line.")
    var fold = false

    @Flag(help: "Say at each action what its definition says it is for.")
    var explain = false

    @OptionGroup var display: DisplayOptions
}
