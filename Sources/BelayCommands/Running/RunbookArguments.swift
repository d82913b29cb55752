import ArgumentParser

/// The runbook, and the values for its parameters.
struct RunbookArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A file, the name of a bundled runbook, or - for standard input.", valueName: "runbook"))
    var runbook: String

    @Argument(
        help: ArgumentHelp("Values for its parameters and questions; write a list as [a, b].", valueName: "name=value"))
    var values: [String] = []

    @OptionGroup var parameters: ParameterFileOption

    var files: [String] { parameters.files }
}
