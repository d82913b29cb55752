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

    /// What the labs are made of is run by rehearsals alone.
    private static let ofLabs: Set<String> = ["etcdlab.runbook"]

    /// The runbooks and their libraries, as their coverage names them.
    private static let bundled: Set<String> = {
        var found: Set<String> = []
        for folder in ["", "lib/"] {
            let path = Repository.runbooks.appending(path: folder).path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            for name in names where name.hasSuffix(".runbook") && !ofLabs.contains(name) { found.insert(folder + name) }
        }
        return found
    }()

    @Test func `They pass, and run every statement, handler and undo of all runbooks and libraries`() async throws {
        var seen: [String: Coverage] = [:]
        var sources: [String: SourceText] = [:]
        for file in Self.files {
            let workspace = try workspace(file)
            let renderer = DiagnosticRenderer(sources: workspace.sources)
            #expect(workspace.diagnostics.map(renderer.render) == [])
            let program = try #require(workspace.program)
            #expect(!program.tests.isEmpty)
            let recorder = CoverageRecorder()
            for test in program.tests {
                let result = await test.perform(in: program, watch: recorder)
                #expect(result.failures.map(renderer.render) == [], "\(test.title)")
            }
            for (number, coverage) in recorder.coverage(of: program) where number != workspace.tests {
                let source = workspace.sources[number.rawValue]
                guard let name = Self.bundled.first(where: { "/\(source.name)".hasSuffix("/runbooks/\($0)") })
                else { continue }
                seen[name, default: Coverage()].merge(coverage)
                sources[name] = source
            }
        }
        #expect(Self.bundled.subtracting(seen.keys).sorted() == [], "no test uses these")
        for (name, coverage) in seen.sorted(by: { $0.key < $1.key }) {
            let missed = [coverage.statements, coverage.handlers, coverage.undos]
                .flatMap { $0.filter { !$0.value }.keys }
                .compactMap { sources[name]?.position(at: $0).line }
            #expect(Set(missed).sorted() == [], "lines of \(name) that no test has run: see docs/testing.md")
        }
    }
}
