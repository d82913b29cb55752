import ArgumentParser

/// A file that a rehearsal is written to, as a page or as Markdown.
struct ReportOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the rehearsal to FILE as a page of HTML, or as Markdown if its name ends with .md; with --every-fault its table.",
            valueName: "file"),
        completion: .file())
    var report: String?
}
