import ArgumentParser
import BelayData
import BelayLanguage
import BelayReporting
import BelaySource
import BelaySyntax
import BelayWorkspace

/// `belay phrases`: what can be said.
struct PhrasesCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "phrases", usage: "[<word>] [<options>]",
        abstract: "List the phrases of the bundled libraries, or those in scope of a runbook.",
        discussion: """
            Example:

                belay phrases backup
                belay phrases haproxy
                belay phrases --in deploy.runbook
            """)

    @Argument(help: ArgumentHelp("Only phrases with this word, or those of a library of this name.", valueName: "word"))
    var word: String?

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("The phrases that this runbook can use.", valueName: "runbook"))
    var runbook: String?

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let workspace = try workspace(on: console)
        let all = workspace.phrases
        let found = all.filter { phrase in
            guard let word else { return true }
            return phrase.signature.fullText.lowercased().contains(word.lowercased())
                || library(of: phrase, workspace).lowercased() == word.lowercased()
        }
        if found.isEmpty, let word {
            let words = Set(all.flatMap { $0.signature.text.split(separator: " ").map(String.init) })
            let near = NameSuggestion.nearest(to: word, among: words.filter { $0.first?.isLetter == true }.sorted())
            throw UserError(
                message: "no phrase has `\(word)` in it", help: near.map { ["belay phrases \($0)"] } ?? [])
        }
        for (index, phrase) in found.enumerated() {
            switch display.format {
            case .json: console.output.writeData(json(phrase, workspace).text + "\n")
            case .text:
                let palette = console.palette(display.colour, for: console.output)
                console.output.write((index == 0 ? "" : "\n") + text(phrase, workspace, palette, console.width))
            }
        }
        return .done
    }

    private func workspace(on console: Console) throws(UserError) -> Workspace {
        if let runbook { return try CheckedFile(runbook, on: console).workspace }
        return Workspace.ofBundledLibraries(console.surroundings)
    }

    private func text(_ phrase: Phrase, _ workspace: Workspace, _ palette: Palette, _ width: Int?) -> String {
        var head = StyledText("\(phrase.kind.rawValue) ", phrase.kind == .action ? .changes : .reads)
        head.append(phrase.signature.fullText, .heading)
        var rows = head.wrapped(to: width, indent: 4)
        if !phrase.documentation.isEmpty {
            rows += StyledText("    \(phrase.documentation)").wrapped(to: width, indent: 4)
        }
        rows.append(StyledText("    \(place(of: phrase, workspace))", .quiet))
        return rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }

    private func json(_ phrase: Phrase, _ workspace: Workspace) -> DataValue {
        var object = DataValue.Object()
        object["kind"] = .string(phrase.kind.rawValue)
        object["phrase"] = .string(phrase.signature.fullText)
        object["documentation"] = .string(phrase.documentation)
        object["place"] = .string(place(of: phrase, workspace))
        return .object(object)
    }

    /// The name that `use` has for where it is from.
    private func library(of phrase: Phrase, _ workspace: Workspace) -> String {
        let file = workspace.sources[phrase.span.file.rawValue].name.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }

    private func place(of phrase: Phrase, _ workspace: Workspace) -> String {
        let source = workspace.sources[phrase.span.file.rawValue]
        return "\(source.name):\(source.position(at: phrase.span.start).line)"
    }
}

extension Workspace {
    /// As a runbook sees it that uses every bundled library.
    static func ofBundledLibraries(_ surroundings: Surroundings) -> Workspace {
        let names = BundledFolder(surroundings).map { BundledFolder.names(in: "\($0.path)/lib") } ?? []
        let text = names.isEmpty ? "" : "use \(names.joined(separator: ", "))\n"
        return Workspace(text: Array(text.utf8), at: "phrases.runbook", surroundings)
    }
}
