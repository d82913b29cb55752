import ArgumentParser
import BelayLanguage
import BelaySystem
import BelayWorkspace

/// `belay init`: files to begin with.
struct InitCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "init", usage: "<name> [--lab]",
        abstract: "Write a runbook to begin with, or a lab for one that is there.",
        discussion: """
            Example:

                belay init greeting                 greeting.runbook
                belay init greeting --lab           greeting.runbook, and labs/greeting.runbook to rehearse it in
                belay init deploy.runbook --lab     labs/deploy.runbook, for a runbook that is there

            Nothing that is there is written over.
            """)

    @Argument(help: ArgumentHelp("A name, or the file of a runbook.", valueName: "name"))
    var name: String

    @Flag(help: "Write a lab that it can be rehearsed in.")
    var lab = false

    private static let ending = ".runbook"

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let base = name.hasSuffix(Self.ending) ? String(name.dropLast(Self.ending.count)) : name
        let word = base.split(separator: "/").last.map(String.init) ?? ""
        guard let draft = RunbookDraft(name: word, hasLab: lab) else {
            throw UserError(
                status: .usage, message: "`\(word)` cannot be the name of a runbook: letters, digits, `_` and `-`")
        }
        let runbook = base + Self.ending
        let isThere = File.exists(absolute(runbook, console))
        if isThere && !lab {
            throw UserError(message: "\(runbook) is there already", help: ["belay init \(runbook) --lab"])
        }
        if !isThere { try write(draft.text, to: runbook, on: console) }
        if lab { try writeLab(word, isThere ? nil : draft, for: runbook, on: console) }
        return .done
    }

    /// - Parameter draft: the runbook, if it was written just now.
    private func writeLab(
        _ word: String, _ draft: RunbookDraft?, for runbook: String, on console: Console
    ) throws(UserError) {
        let workspace = try CheckedFile(runbook, on: console).workspace
        guard let program = workspace.program, workspace.isRunbook else {
            throw UserError(message: "\(runbook) is no runbook that checks", help: ["belay check \(runbook)"])
        }
        let folder = Folder.parent(of: runbook).map { $0 + "/labs" } ?? "labs"
        do throws(SystemError) {
            try Folder.make(absolute(folder, console), mode: 0o755)
        } catch {
            throw UserError(message: "cannot make the folder \(folder): \(error.words)")
        }
        let text = draft?.labText ?? LabDraft(of: program, name: word).text
        try write(text, to: "\(folder)/\(word)\(Self.ending)", on: console)
        if program.lab == nil { console.output.write("  write in \(runbook): rehearse in \(word)\n") }
        console.output.write("  belay rehearse \(runbook) --yes\n")
    }

    private func write(_ text: String, to path: String, on console: Console) throws(UserError) {
        let whole = absolute(path, console)
        if File.exists(whole) { throw UserError(message: "\(path) is there already") }
        do throws(SystemError) {
            try File.replace(whole, with: Array(text.utf8), mode: 0o644, by: whole + ".new")
        } catch {
            throw UserError(message: "cannot write \(path): \(error.words)")
        }
        console.output.write("\(path)\n")
    }

    private func absolute(_ path: String, _ console: Console) -> String {
        path.hasPrefix("/") ? path : "\(console.surroundings.workingFolder)/\(path)"
    }
}
