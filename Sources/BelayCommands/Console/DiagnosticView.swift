import BelayData
import BelayReporting
import BelaySource

/// Shows diagnostics: on standard output where they are what was asked for, else on standard error.
struct DiagnosticView {
    let sources: [SourceText]
    let display: DisplayOptions
    let console: Console

    func show(_ diagnostics: [Diagnostic], isMain: Bool) {
        if diagnostics.isEmpty { return }
        let file = isMain ? console.output : console.error.file
        switch display.format {
        case .json:
            for line in DiagnosticLines.make(diagnostics, sources: sources) { file.writeData(line.text + "\n") }
        case .text:
            let style: DiagnosticStyle = console.palette(display.colour, for: file) == .plain ? .plain : .coloured
            let renderer = DiagnosticRenderer(sources: sources, width: file.screenSize?.width ?? 120, style: style)
            file.write(renderer.render(diagnostics) + "\n")
        }
    }
}
