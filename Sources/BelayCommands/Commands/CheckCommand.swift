import ArgumentParser
import BelayData
import BelayReporting
import BelaySource
import BelayWorkspace

/// `belay check`: everything that can be known without running.
struct CheckCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "check", usage: "<file> ... [<options>]",
        abstract: "Report everything wrong with runbooks that can be found without running them.",
        discussion: """
            Example:

                belay check backup.runbook lib/*.runbook
                belay check .                       all runbooks below this folder
                belay check --format github .       as GitHub Actions shows it in a pull request
            """)

    @Argument(
        help: ArgumentHelp(
            "Runbooks, libraries and labs: files, folders, or names of bundled runbooks.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Output format: text, one JSON object per line, annotations of GitHub Actions, or SARIF.",
            valueName: "text|json|github|sarif"))
    var format = CheckView.Format.text

    @OptionGroup var colour: ColourOption

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        var errors = 0
        var warnings = 0
        // A library comes with each file that uses it, and a lab with each that names it; what is wrong is said once.
        var said: Set<String> = []
        var view = CheckView(format: format, colour: colour.colour, console: console)
        let files = try RunbookFiles.named(files) { name in
            !name.contains("/") && (try? Workspace.load(name, console.surroundings)) != nil
        }
        for file in files {
            for part in try CheckedFile(file, on: console).findings(on: console) {
                let found = part.diagnostics.filter { diagnostic in
                    let lines = DiagnosticLines.make([diagnostic], sources: part.sources)
                    return said.insert(lines.map(\.text).joined()).inserted
                }
                errors += found.count { $0.severity == .error }
                warnings += found.count { $0.severity == .warning }
                view.show(found, sources: part.sources)
            }
        }
        view.finish(Self.sentence(files: files.count, errors: errors, warnings: warnings))
        return errors > 0 ? .refused : .done
    }

    private static func sentence(files: Int, errors: Int, warnings: Int) -> String {
        func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
        let checked = "\(counted(files, "file")) checked"
        var found: [String] = []
        if errors > 0 { found.append(counted(errors, "error")) }
        if warnings > 0 { found.append(counted(warnings, "warning")) }
        return found.isEmpty ? "\(checked), nothing wrong." : "\(checked): \(found.joined(separator: ", "))."
    }
}
