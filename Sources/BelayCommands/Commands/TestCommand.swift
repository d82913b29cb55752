import ArgumentParser
import BelayData
import BelayReporting
import BelayRuntime
import BelaySystem

/// `belay test`: run the tests of runbooks, on worlds that they say.
struct TestCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "test", usage: "[<file> ...] [<options>]",
        abstract: "Run the tests of runbooks. Nothing real runs: each test says what commands answer.",
        discussion: """
            Example:

                belay test                      every test below this folder
                belay test tests/backup.runbook --filter handler

            A test is `test "TITLE" { }`, in the runbook itself or in a file that begins with `tests of RUNBOOK`.

            Exit status: 0 all have passed; 1 some failed; 2 usage; 3 a file has errors.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, junit
    }

    @Argument(
        help: ArgumentHelp("Files with tests, or folders; without any the working folder.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Only tests with this text in their title.", valueName: "text"))
    var filter: String?

    @Option(
        help: ArgumentHelp(
            "Output format: text, one JSON object per test, or JUnit's XML.", valueName: "text|json|junit"))
    var format = Format.text

    @Flag(help: "Show what has run: statements, branches, handlers and undos.")
    var coverage = false

    @Option(
        name: .customLong("coverage-html"),
        help: ArgumentHelp("Write what has run as a page.", valueName: "page"), completion: .file())
    var page: String?

    @Flag(help: "Make the files with plans what they are now.")
    var update = false

    @Flag(name: .shortAndLong, help: "Show every test, and how long it took.")
    var verbose = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let begun = console.clock.now
        let names = try TestFile.found(files, on: console)
        guard let loaded = try await TestFile.load(names, display: .people(.auto), on: console) else {
            throw UserError(message: "a file with tests has errors; nothing was run")
        }
        var report = CoverageReport()
        let tests = try await TestBench(filter: filter, isUpdating: update, console: console)
            .run(loaded, coverage: &report)
        if tests.isEmpty {
            let what = filter.map { "no test has “\($0)” in its title" } ?? "there are no tests here"
            throw UserError(message: what, help: ["a test begins with: test \"TITLE\" {"])
        }
        show(tests, took: console.clock.now - begun, on: console)
        if coverage {
            (format == .text ? console.output : console.error.file).write("\n" + report.text)
        }
        if let page { try write(report.page, to: page) }
        return tests.allSatisfy(\.hasPassed) ? .done : .failed
    }

    private func show(_ tests: [FinishedTest], took duration: Duration, on console: Console) {
        switch format {
        case .json: for test in tests { console.output.writeData(test.object.text + "\n") }
        case .junit: console.output.writeData(JUnitReport.text(of: tests, took: duration))
        case .text:
            for test in tests {
                if test.hasPassed {
                    if verbose { console.output.show("passed  \(test.title)  \(test.duration.shown)\n") }
                    continue
                }
                console.output.show("failed  \(test.title)\n")
                console.output.write(test.failures.joined(separator: "\n") + "\n")
            }
            console.output.write(tests.summary(took: duration) + "\n")
        }
    }

    private func write(_ text: String, to path: String) throws(UserError) {
        do throws(SystemError) {
            try File.write(Array(text.utf8), over: path, mode: 0o666)
        } catch {
            throw UserError(message: "\(path) cannot be written: \(error.words)")
        }
    }
}
