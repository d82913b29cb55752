import ArgumentParser
import BelayReporting
import BelayWorkspace

/// `belay explain`: more about a diagnostic than fits beneath it.
struct ExplainCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "explain", usage: "[<code> ...]",
        abstract: "Say why something is refused or warned of, with an example and what to write instead.",
        discussion: """
            Example:

                belay explain B0404
                belay explain                       all codes, a line each
            """)

    @Argument(
        help: ArgumentHelp("The code of an error or a warning, such as B0404 or 404.", valueName: "code"))
    var codes: [String] = []

    @OptionGroup var colour: ColourOption

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        guard let pages = DiagnosticPages(console.surroundings) else {
            throw UserError(
                message: "the pages about diagnostics are not installed",
                help: ["they belong in ../share/belay/diagnostics, seen from the folder of the program"])
        }
        let palette = console.palette(colour.colour, for: console.output)
        if codes.isEmpty {
            console.output.write(list(pages).map { $0.rendered(in: palette) + "\n" }.joined())
            return .done
        }
        let found = try codes.map { (word) throws(UserError) in try page(meant: word, in: pages) }
        console.output.write(found.map { $0.rendered(in: palette, width: console.width) }.joined(separator: "\n"))
        return .done
    }

    private func list(_ pages: DiagnosticPages) -> [StyledText] {
        pages.codes.map { code in
            var row = StyledText(code, .heading)
            row.append("  \(pages.page(code)?.title ?? "")")
            return row
        }
    }

    private func page(meant word: String, in pages: DiagnosticPages) throws(UserError) -> DiagnosticPage {
        if let code = pages.code(meant: word), let page = pages.page(code) { return page }
        let rows = pages.near(word).map { (name: "belay explain \($0)", meaning: pages.page($0)?.title ?? "") }
        throw UserError(
            message: "no diagnostic has the code `\(word)`",
            help: rows.isEmpty ? ["belay explain, which lists the codes"] : UserError.columns(rows))
    }
}

extension DiagnosticPages {
    fileprivate func page(_ code: String) -> DiagnosticPage? {
        text(of: code).map { DiagnosticPage(code: code, text: $0) }
    }
}
