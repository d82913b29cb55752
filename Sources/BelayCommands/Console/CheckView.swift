import ArgumentParser
import BelayData
import BelayReporting
import BelaySource

/// Writes what `belay check` finds, in one of its formats.
struct CheckView {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        /// One object per line.
        case json
        /// Lines that GitHub Actions shows at their places.
        case github
        /// One object, for code hosts and editors.
        case sarif
    }

    let format: Format
    let colour: ColourChoice
    let console: Console
    /// The codes of what was shown, in that order.
    private var codes: [String] = []
    private var report = SARIFReport(version: Version.current)

    init(format: Format, colour: ColourChoice, console: Console) {
        self.format = format
        self.colour = colour
        self.console = console
    }

    mutating func show(_ diagnostics: [Diagnostic], sources: [SourceText]) {
        var display = DisplayOptions.people(colour)
        switch format {
        case .text: codes += diagnostics.map(\.code)
        case .json: display.format = .json
        case .github:
            let lines = GitHubAnnotations.make(diagnostics, sources: sources)
            console.output.show(lines.map { $0 + "\n" }.joined())
            return
        case .sarif:
            report.add(diagnostics, sources: sources)
            return
        }
        DiagnosticView(sources: sources, display: display, console: console).show(diagnostics, isMain: true)
    }

    /// - Parameter sentence: how many files were checked, and what was found.
    func finish(_ sentence: String) {
        switch format {
        case .text:
            console.output.write(sentence + "\n")
            // Whoever reads a file of it later has not asked.
            if console.output.isTerminal, let code = codes.first {
                console.output.write("`belay explain \(code)` says more about the first.\n")
            }
        case .sarif: console.output.writeData(report.value.text + "\n")
        case .json, .github: break
        }
    }
}
