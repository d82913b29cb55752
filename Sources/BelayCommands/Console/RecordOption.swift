import ArgumentParser

/// A file that the run is written to as a test.
struct RecordOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write a test of the runbook to FILE: what its commands answered in this run, without secrets.",
            valueName: "file"),
        completion: .file())
    var record: String?
}
