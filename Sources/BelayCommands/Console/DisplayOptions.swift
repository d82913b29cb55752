import ArgumentParser

/// The options for a command's output.
struct DisplayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Output format: text, or one JSON object per line.", valueName: "text|json"))
    var format = FormatChoice.text

    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use color; NO_COLOR is honored.", valueName: "auto|always|never"))
    var colour = ColourChoice.auto
}

extension DisplayOptions {
    static func people(_ colour: ColourChoice) -> DisplayOptions {
        var options = DisplayOptions()
        options.format = .text
        options.colour = colour
        return options
    }
}
