import ArgumentParser
import BelaySystem

/// `belay fmt`: runbooks in the one style that there is.
struct FormatCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "fmt", usage: "<file> ... [--check] [--diff]",
        abstract: "Lay runbooks out in the one style that there is.",
        discussion: """
            Example:

                belay fmt backup.runbook           write it, and name it if it was another
                belay fmt .                        all runbooks below this folder
                belay fmt --check --diff .         write nothing, and fail if one is not formatted
                belay fmt - < backup.runbook       from standard input to standard output

            Only spaces and line ends change. Commands, strings and comments stay what they are, and so does every line
            with an error.

            Exit status: 0 all are formatted; 1 with --check some are not; 2 usage; 3 a file cannot be read or written.
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"))
    var files: [String]

    @Flag(help: "Write nothing: name the files that are not formatted, and fail if there are any.")
    var check = false

    @Flag(help: "Write nothing: show what would change.")
    var diff = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        var status = ExitStatus.done
        for name in try RunbookFiles.named(files) {
            do throws(UserError) {
                let file = try FormattedFile(name)
                if file.hasErrors {
                    console.error.write("belay: \(file.name) has errors; the lines with them stay as they are\n")
                }
                try finish(file, isInput: name == "-", on: console)
                if check, !file.isFormatted, status == .done { status = .failed }
            } catch {
                console.error.write(error.text)
                status = .refused
            }
        }
        return status
    }

    private func finish(_ file: FormattedFile, isInput: Bool, on console: Console) throws(UserError) {
        if isInput, !check, !diff {
            console.output.write(file.after)
            return
        }
        if file.isFormatted { return }
        if !check, !diff { try file.write() }
        if diff { console.output.write(file.difference) } else { console.output.show("\(file.name)\n") }
    }
}
