import BelaySource
import BelaySyntax

/// Checks, notes, and the people who are asked.
extension Diagnostic {
    static func takingWithoutCommand(at span: Span) -> Diagnostic {
        Diagnostic(
            .takingWithoutCommand, "only a command has a status that `taking` could take as no", at: span,
            label: "this is no command in parentheses",
            help: ["(? systemctl is-active nginx) taking 3 as no"])
    }

    static func wrongStatus(_ source: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongStatus, "`\(source)` is no status that can be a no", at: span,
            label: "a number from 1 to 255: 0 is a yes, and with 126 or 127 no program was started",
            help: ["taking 3 as no", "several: taking [3, 4] as no"])
    }
}
