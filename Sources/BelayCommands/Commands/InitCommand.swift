import ArgumentParser
import BelayLanguage
import BelaySource
import BelaySystem
import BelayWorkspace

/// `belay init`: files to begin with.
struct InitCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "init", usage: "[<name>] [--kind <kind>] [--lab]",
        abstract:
            "Write a runbook to begin with, alone or with all that belongs to it, or a lab for one that is there.",
        discussion: """
            Example:

                belay init greeting                 greeting.runbook
                belay init greeting --lab           greeting.runbook, and labs/greeting.runbook to rehearse it in
                belay init deploy.runbook --lab     labs/deploy.runbook, for a runbook that is there
                belay init shop --kind deploy       shop.runbook with a library, tests, parameters and a workflow for CI

            The kinds:

            \(kinds.map { "    \($0)" }.joined(separator: "\n"))

            Nothing that is there is written over.
            """)

    @Argument(help: ArgumentHelp("A name, or the file of a runbook; otherwise that of the kind.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("What the runbook does.", valueName: names))
    var kind: DraftKind?

    @Flag(help: "Write a lab that it can be rehearsed in.")
    var lab = false

    private static let ending = ".runbook"
    private static let names = ProjectDraft.Kind.allCases.map(\.rawValue).joined(separator: "|")
    private static let kinds = UserError.columns(
        ProjectDraft.Kind.allCases.map { (name: $0.rawValue, meaning: $0.words) })

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        guard let name = name ?? kind?.kind.rawValue else {
            throw UserError(
                status: .usage, message: "a name or a kind is missing",
                help: ["belay init NAME"]
                    + UserError.columns(
                        ProjectDraft.Kind.allCases.map { (name: "belay init --kind \($0.rawValue)", meaning: $0.words) }
                    ))
        }
        let base = name.hasSuffix(Self.ending) ? String(name.dropLast(Self.ending.count)) : name
        let word = base.split(separator: "/").last.map(String.init) ?? ""
        let files = DraftFiles(folder: Folder.parent(of: base) ?? "", console: console)
        if let kind = kind?.kind {
            guard let project = ProjectDraft(kind, name: word) else { throw refusal(of: word) }
            try write(project, files)
            if lab { try writeLab(word, nil, for: base + Self.ending, files) }
            return .done
        }
        guard let draft = RunbookDraft(name: word, hasLab: lab) else { throw refusal(of: word) }
        let runbook = base + Self.ending
        let isThere = files.isThere(runbook)
        if isThere && !lab {
            throw UserError(message: "\(runbook) is there already", help: ["belay init \(runbook) --lab"])
        }
        if !isThere { try files.write(draft.text, to: runbook) }
        if lab { try writeLab(word, isThere ? nil : draft, for: runbook, files) }
        return .done
    }

    private func refusal(of word: String) -> UserError {
        UserError(
            status: .usage, message: "`\(word)` cannot be the name of a runbook: letters, digits, `_` and `-`")
    }

    /// All of its files, or none if one of them is there.
    private func write(_ project: ProjectDraft, _ files: DraftFiles) throws(UserError) {
        let new = project.files.filter { !($0.isShared && files.isThere(files.path($0.path))) }
        for file in new where files.isThere(files.path(file.path)) {
            throw UserError(message: "\(files.path(file.path)) is there already; nothing was written")
        }
        for file in new { try files.write(file.text, to: files.path(file.path)) }
        let runbook = files.path(project.runbook)
        files.console.output.write("  belay plan \(runbook) --params \(files.path(project.parameters))\n")
        let tests = project.files.map(\.path).first { $0.hasPrefix("tests/") }
        if let tests { files.console.output.write("  belay test \(files.path(tests))\n") }
    }

    /// - Parameter draft: the runbook, if it was written just now and has a lab of its own.
    private func writeLab(
        _ word: String, _ draft: RunbookDraft?, for runbook: String, _ files: DraftFiles
    ) throws(UserError) {
        let workspace = try CheckedFile(runbook, on: files.console).workspace
        guard let program = workspace.program, workspace.isRunbook else {
            let first = workspace.diagnostics.first { $0.severity == .error }
            throw UserError(
                message: "a lab is written for a runbook that checks, and \(runbook) does not",
                help: (first.map { [$0.message] } ?? []) + ["belay check \(runbook)"])
        }
        let text = draft?.labText ?? LabDraft(of: program, name: word).text
        try files.write(text, to: files.path("labs/\(word)\(Self.ending)"))
        let output = files.console.output
        if program.lab == nil { output.write("  write in \(runbook): rehearse in \(word)\n") }
        output.write("  belay rehearse \(runbook) --yes\n")
    }
}

/// A kind of runbook as it is named on the command line.
struct DraftKind: ExpressibleByArgument {
    let kind: ProjectDraft.Kind

    init?(argument: String) {
        guard let kind = ProjectDraft.Kind(rawValue: argument) else { return nil }
        self.kind = kind
    }

    static var allValueStrings: [String] { ProjectDraft.Kind.allCases.map(\.rawValue) }
}
