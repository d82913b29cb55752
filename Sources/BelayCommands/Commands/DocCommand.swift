import ArgumentParser
import BelayReporting
import BelaySystem
import BelayWorkspace

/// `belay doc`: the manual of a runbook, out of its text.
struct DocCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "doc", usage: "<file> [-o <file>] [--format markdown|html] [--check]",
        abstract: "Write the manual of a runbook or a library: what it is given, what it does, what is undone.",
        discussion: """
            Example:

                belay doc deploy.runbook                             Markdown, with a drawing that Mermaid makes
                belay doc deploy.runbook -o docs/deploy.md
                belay doc deploy.runbook -o deploy.html              a page that needs no network and no script
                belay doc deploy.runbook -o docs/deploy.md --check   write nothing, and fail if it would be another

            Nothing in it depends on the machine or the time, so it can be kept next to the runbook.

            Exit status: 0 it is written, or as it should be; 1 with --check it is not; 2 usage; 3 the runbook has errors.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown
        case html
    }

    @Argument(
        help: ArgumentHelp("A runbook or a library, or the name of a bundled runbook.", valueName: "file"))
    var file: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write it to this file; one that ends in .html is a page.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("What is written, whatever the file is called.", valueName: "markdown|html"))
    var format: Format?

    @Flag(help: "Write nothing: fail if the file with the manual is missing or another.")
    var check = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if check, output == nil {
            throw UserError(
                status: .usage, message: "--check needs the file to look at",
                help: ["belay doc \(file) -o FILE --check"])
        }
        let manual = try self.manual(console)
        let text =
            switch format ?? (output?.hasSuffix(".html") == true ? .html : .markdown) {
            case .markdown: ManualMarkdown(manual).text
            case .html: ManualPage(manual).html
            }
        guard let output else {
            console.output.write(text)
            return .done
        }
        return check ? compare(text, with: output, on: console) : try write(text, to: output, on: console)
    }

    private func manual(_ console: Console) throws(UserError) -> RunbookManual {
        let checked = try CheckedFile(file, on: console)
        checked.show(.people(.auto), on: console)
        guard let program = checked.workspace.program else {
            throw UserError(message: "\(file) has errors; no manual was written")
        }
        guard !checked.workspace.isLab, checked.workspace.tests == nil else {
            throw UserError(message: "\(file) has no manual: it is neither a runbook nor a library")
        }
        return RunbookManual(program, name: file, isLibrary: !checked.workspace.isRunbook)
    }

    private func compare(_ text: String, with path: String, on console: Console) -> ExitStatus {
        if let bytes = try? File.bytes(of: console.surroundings.absolute(path)), bytes == Array(text.utf8) {
            return .done
        }
        console.error.write(
            UserError(
                message: "\(path) is not the manual of \(file) as it is now", help: ["belay doc \(file) -o \(path)"]
            ).text)
        return .failed
    }

    private func write(_ text: String, to path: String, on console: Console) throws(UserError) -> ExitStatus {
        let whole = console.surroundings.absolute(path)
        do throws(SystemError) {
            try File.replace(whole, with: Array(text.utf8), mode: 0o644)
        } catch {
            throw UserError(message: "cannot write \(path): \(error.words)")
        }
        console.output.write("\(path)\n")
        return .done
    }
}
