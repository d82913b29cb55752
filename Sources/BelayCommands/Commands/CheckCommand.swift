import ArgumentParser
import BelayData
import BelayReporting
import BelaySource
import BelayWorkspace

/// `belay check`: everything that can be known without running.
struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find everything wrong with runbooks that can be known without running them.",
        discussion: """
            Example:

                belay check backup.runbook lib/*.runbook
            """)

    @Argument(
        help: ArgumentHelp("Runbooks and libraries: files, or names of bundled runbooks.", valueName: "file"),
        completion: .custom { _, _, prefix in Completion.runbooks(prefix) })
    var files: [String]

    @OptionGroup var display: DisplayOptions

    func carryOut(on console: Console) async throws(Refusal) -> ExitStatus {
        var errors = 0
        var warnings = 0
        for file in files {
            let checked = try CheckedFile(file, on: console)
            errors += checked.workspace.diagnostics.count { $0.severity == .error }
            warnings += checked.workspace.diagnostics.count { $0.severity == .warning }
            checked.show(display, on: console)
        }
        if display.format == .text {
            console.output.write(Self.sentence(files: files.count, errors: errors, warnings: warnings) + "\n")
        }
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
