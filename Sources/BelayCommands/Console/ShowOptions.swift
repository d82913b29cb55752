import ArgumentParser

/// The options of `belay show`.
struct ShowOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case markdown
        case json
        case html
        case junit
        case otlp
    }

    @Option(
        help: ArgumentHelp(
            "Output format: text; markdown or html for people elsewhere; json, an object per line; junit; otlp, a trace.",
            valueName: "text|markdown|json|html|junit|otlp"))
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "Only this step and those in it, with all that is kept of their output.", valueName: "step"))
    var step: String?

    @Option(
        name: [.customLong("color"), .customLong("colour")],
        help: ArgumentHelp("When to use color; NO_COLOR is honored.", valueName: "auto|always|never"))
    var colour = ColourChoice.auto
}
