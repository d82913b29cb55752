import ArgumentParser
import BelaySource
import BelaySyntax
import BelaySystem
import BelayWorkspace

/// `belay import`: a runbook out of a procedure for people.
struct ImportCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "import", usage: "<file> [-o <file>]",
        abstract: "Write a draft of a runbook out of a procedure in Markdown, or out of a script of the shell.",
        discussion: """
            Example:

                belay import failover.md                 failover.runbook
                belay import deploy.sh -o deploy.runbook
                belay import failover.md -o -            to standard output

            Headings become phases, text becomes comments, and each command is there, with the line that it is from. One that
            is known to read gets `?`. Before any other there is a `todo`, with which `belay check` refuses the draft: a person
            decides what it does and takes the line out. `<name>`, `$NAME` and `{{ name }}` become parameters.

            Nothing that is there is written over.
            """)

    @Argument(
        help: ArgumentHelp("The procedure: Markdown, a text with prompts, or a script.", valueName: "file"),
        completion: .file(extensions: ["md", "txt", "sh"]))
    var file: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The runbook, or - for standard output.", valueName: "file"), completion: .file())
    var output: String?

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let draft = ProcedureDraft(Procedure(name: file, text: try read(console)))
        guard draft.commandCount > 0 else {
            throw UserError(
                message:
                    "\(file) has no commands: none between ``` and ```, and none behind a prompt; nothing was written")
        }
        let text = Self.formatted(draft.text)
        if output == "-" {
            console.output.write(text)
            console.error.write(Self.summary(draft, "the draft"))
            return .done
        }
        let path = output ?? Self.name(file)
        let files = DraftFiles(folder: Folder.parent(of: path) ?? "", console: console)
        try files.write(text, to: path)
        console.output.show(Self.summary(draft, path))
        return .done
    }

    private func read(_ console: Console) throws(UserError) -> String {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try File.bytes(of: console.surroundings.absolute(file), upTo: SourceText.sizeLimit)
        } catch {
            throw UserError(message: "cannot read \(file): \(error.words)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UserError(message: "\(file) is not UTF-8; nothing was written")
        }
        return text
    }

    /// In the working folder.
    private static func name(_ file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let base = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return base + ".runbook"
    }

    /// A line that Belay cannot read stays as it is, and `belay check` names it.
    private static func formatted(_ text: String) -> String {
        if case .text(let formatted) = SourceFormatter.outcome(of: text) { formatted } else { text }
    }

    private static func summary(_ draft: ProcedureDraft, _ path: String) -> String {
        func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
        var lines = [
            "\(path) has \(counted(draft.commandCount, "command")) in \(counted(draft.phaseCount, "phase")); "
                + "\(draft.readCount) only read."
        ]
        if !draft.parameters.isEmpty { lines.append("Parameters: \(draft.parameters.joined(separator: ", "))") }
        if !draft.decisions.isEmpty {
            lines.append("To decide, by the line of the procedure:")
            let width = draft.decisions.map { "\($0.line)".count }.max() ?? 0
            for decision in draft.decisions {
                let number = "\(decision.line)"
                lines.append("  \(String(repeating: " ", count: width - number.count))\(number)  \(decision.subject)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
