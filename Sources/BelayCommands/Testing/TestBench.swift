import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySource
import BelayWorkspace

/// Runs tests side by side. They have nothing in common but the programs that they only read.
struct TestBench {
    let filter: String?
    let isUpdating: Bool
    let console: Console

    private struct Job: Sendable {
        var file: Int
        var test: RunbookTest
        var program: Program
        var watch: CoverageRecorder
    }

    private struct Outcome: Sendable {
        var index: Int
        var result: TestResult
        var duration: Duration
    }

    /// In the order of the files and of the tests in them.
    /// - Parameter coverage: gets what has run of each file that is not of tests alone.
    func run(_ files: [TestFile], coverage: inout CoverageReport) async throws(UserError) -> [FinishedTest] {
        let recorders = files.map { _ in CoverageRecorder() }
        var jobs: [Job] = []
        for (index, file) in files.enumerated() {
            for test in file.program.tests where filter.map(test.title.contains) ?? true {
                jobs.append(Job(file: index, test: test, program: file.program, watch: recorders[index]))
            }
        }
        let outcomes = await Self.outcomes(of: jobs)
        for (file, recorder) in zip(files, recorders) {
            for (number, found) in recorder.coverage(of: file.program)
            where number != file.workspace.tests && !found.statements.isEmpty && !file.isOfTests(number) {
                coverage.add(found, of: file.workspace.sources[number.rawValue])
            }
        }
        var finished: [FinishedTest] = []
        for outcome in outcomes { finished.append(try self.finished(outcome, in: files[jobs[outcome.index].file])) }
        return finished
    }

    /// As many at once as there are processors: a test never waits, and what it took is then its own time.
    private static func outcomes(of jobs: [Job]) async -> [Outcome] {
        await jobs.mapAtOnce { index, job in
            let clock = ContinuousClock()
            let begun = clock.now
            let result = await job.test.perform(in: job.program, watch: job.watch)
            return Outcome(index: index, result: result, duration: clock.now - begun)
        }
    }

    private func finished(_ outcome: Outcome, in file: TestFile) throws(UserError) -> FinishedTest {
        var failures = outcome.result.failures
        for planned in outcome.result.plans {
            let snapshot = PlanSnapshot(planned: planned, folder: file.folder)
            if let difference = try snapshot.difference(updating: isUpdating) { failures.append(difference) }
        }
        let renderer = DiagnosticRenderer(
            sources: file.workspace.sources, width: console.output.screenSize?.width ?? 120, style: .plain)
        let source = file.source
        return FinishedTest(
            file: source.name, line: source.position(at: outcome.result.test.span.start).line,
            title: outcome.result.test.title, failures: failures.map(renderer.render), duration: outcome.duration)
    }
}
