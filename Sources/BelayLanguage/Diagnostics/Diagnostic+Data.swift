import BelaySource
import BelaySyntax

extension Diagnostic {
    /// A run that is resumed finds its commands again by their text.
    static func clockInCommand(at span: Span) -> Diagnostic {
        Diagnostic(
            .clockInCommand, "the clock cannot be read in a command", at: span,
            label: "it shows another time when the run is resumed",
            help: ["bind it first: let now = $run.now"])
    }
}
