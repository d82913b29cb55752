import ArgumentParser

/// How a command shows what it has to say.
struct DisplayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("For people, or one object a line for machines.", valueName: "text|json"))
    var format = FormatChoice.text

    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use colour; NO_COLOR counts too.", valueName: "auto|always|never"))
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
