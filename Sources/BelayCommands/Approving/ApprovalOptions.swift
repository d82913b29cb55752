import ArgumentParser

/// The options of `belay approve` and `belay reject`.
struct ApprovalOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("A plan's file, or the id of a run or its beginning.", valueName: "plan or run"))
    var subject: String

    @Argument(help: ArgumentHelp("Of a run, the step that asks.", valueName: "step"))
    var step: String?

    @Option(
        help: ArgumentHelp(
            "Your name, as `allowed_signers` has it; by default the one that it has for your key.", valueName: "name"))
    var by: String?

    @Option(
        help: ArgumentHelp(
            "The ssh key to sign with, or of one in an agent its public half; by default the first of ~/.ssh.",
            valueName: "file"), completion: .file())
    var key: String?

    @Option(
        help: ArgumentHelp(
            "The digest of the plan that you have looked at, or its beginning. Without a terminal it is needed for a plan.",
            valueName: "digest"))
    var digest: String?

    @Flag(help: "You have looked at it: for a step of a run, where nobody is at a terminal.")
    var yes = false
}
