import ArgumentParser

/// A file that gives parameters their values.
struct ParameterFileOption: ParsableArguments {
    @Option(
        name: .customLong("params"),
        help: ArgumentHelp(
            "A YAML file with values for its parameters; of several the last counts.", valueName: "file"),
        completion: .file())
    var files: [String] = []
}
