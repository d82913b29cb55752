import ArgumentParser

/// When a command's output has colours.
struct ColourOption: ParsableArguments {
    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use color; NO_COLOR is honored.", valueName: "auto|always|never"))
    var colour = ColourChoice.auto
}
