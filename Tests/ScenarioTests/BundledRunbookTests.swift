import BelayLanguage
import BelayRuntime
import BelaySource
import BelayTestSupport
import BelayWorkspace
import Foundation
import Testing

/// The tests of the bundled runbooks, which are runbooks' own.
@Suite("The tests of the bundled runbooks") struct BundledRunbookTests {
    static let files: [String] = {
        let folder = Repository.runbooks.appending(path: "tests")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".runbook") }.sorted()
    }()

    private func workspace(_ file: String) throws -> Workspace {
        var surroundings = Surroundings.ofThisProcess()
        surroundings.environment["BELAY_RUNBOOKS"] = Repository.runbooks.path
        return try Workspace.load("\(Repository.runbooks.path)/tests/\(file)", surroundings)
    }

    @Test(arguments: files) func `Each passes`(file: String) async throws {
        let workspace = try workspace(file)
        let renderer = DiagnosticRenderer(sources: workspace.sources)
        #expect(workspace.diagnostics.map(renderer.render) == [])
        let program = try #require(workspace.program)
        #expect(!program.tests.isEmpty)
        for test in program.tests {
            let result = await test.perform(in: program)
            #expect(result.failures.map(renderer.render) == [], "\(test.title)")
        }
    }

    @Test func `All but the lab's own statements run in them`() async throws {
        var (run, all) = (0, 0)
        var seen: [String: Coverage] = [:]
        for file in Self.files {
            let workspace = try workspace(file)
            let program = try #require(workspace.program)
            let recorder = CoverageRecorder()
            for test in program.tests { _ = await test.perform(in: program, watch: recorder) }
            for (number, coverage) in recorder.coverage(of: program) where number != workspace.tests {
                seen[workspace.sources[number.rawValue].name, default: Coverage()].merge(coverage)
            }
        }
        for coverage in seen.values {
            run += coverage.statements.values.count { $0 }
            all += coverage.statements.count
        }
        #expect(run * 100 >= all * Self.leastPercent, "\(run) of \(all)")
    }

    /// As docs/testing.md says.
    private static let leastPercent = 85
}
