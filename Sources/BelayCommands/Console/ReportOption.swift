import ArgumentParser

/// A file that a rehearsal is written to as a page.
struct ReportOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the rehearsal to FILE as a page of HTML; with --every-fault its table.", valueName: "file"),
        completion: .file())
    var report: String?
}
