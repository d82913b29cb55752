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
        abstract: "List the phrases of the libraries that a runbook here can use, or those in scope of a runbook.",
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
        let listing = PhraseListing(try workspace(on: console))
        let all = listing.workspace.phrases
        let found = listing.found(word)
        if found.isEmpty, let word {
            let words = Set(all.flatMap { $0.signature.text.split(separator: " ").map(String.init) })
            let near = NameSuggestion.nearest(to: word, among: words.filter { $0.first?.isLetter == true }.sorted())
            let looked = "the libraries are those in \(listing.workspace.libraryFolders.joined(separator: ", "))"
            throw UserError(
                message: "no phrase has `\(word)` in it",
                help: [near.map { "belay phrases \($0)" }, looked].compactMap(\.self))
        }
        for (index, phrase) in found.enumerated() {
            switch display.format {
            case .json: console.output.writeData(listing.json(phrase).text + "\n")
            case .text:
                let palette = console.palette(display.colour, for: console.output)
                console.output.write((index == 0 ? "" : "\n") + text(phrase, listing, palette, console.width))
            }
        }
        return .done
    }

    private func workspace(on console: Console) throws(UserError) -> Workspace {
        if let runbook { return try CheckedFile(runbook, on: console).workspace }
        return Workspace.usingEveryLibrary(console.surroundings)
    }

    private func text(_ phrase: Phrase, _ listing: PhraseListing, _ palette: Palette, _ width: Int?) -> String {
        var head = StyledText("\(phrase.kind.rawValue) ", phrase.kind == .action ? .changes : .reads)
        head.append(phrase.signature.fullText, .heading)
        var rows = head.wrapped(to: width, indent: 4)
        if !phrase.documentation.isEmpty {
            rows += StyledText("    \(phrase.documentation)").wrapped(to: width, indent: 4)
        }
        rows.append(StyledText("    \(listing.place(of: phrase))", .quiet))
        return rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }
}
