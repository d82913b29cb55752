import BelayTestSupport
import Foundation
import Testing

/// What `check --format sarif` prints, against the schema of those who made the format.
struct SarifTests {
    private static let python = Repository.root.appending(path: "Tests/BelayLanguageServerTests/Python").path

    @Test func `Every log is one that the official schema of SARIF takes`() throws {
        let folder = TemporaryFolder("sarif")
        for name in ["wrong", "right"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        folder.write("runbook \"T\" \"D\"\nuse wob\nstep \"S\" { rm -rf $x }\n", to: "wrong/it's ü.runbook")
        folder.write("runbook \"T\" \"D\"\nphase \"P\" {\n    ? true\n}\n", to: "right/deploy.runbook")
        let corpora = ["invalid", "valid"].map { Repository.root.appending(path: "Tests/Corpus/\($0)").path }
        var logs: [String] = []
        for checked in corpora + [folder.path + "/wrong", folder.path + "/right"] {
            let run = try ProgramRun([try BuiltProgram.find().path, "check", "--format", "sarif", checked])
            logs.append("\(folder.path)/\(logs.count).json")
            folder.write(run.output, to: "\(logs.count - 1).json")
        }
        let environment = try ProgramRun([Self.python + "/venv"])
        try #require(environment.status == 0, "no virtual environment: \(environment.output)")
        let path = environment.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try ProgramRun([path, Self.python + "/sarif.py"] + logs)
        #expect(run.status == 0, "\(run.output)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.first?.hasSuffix("/sarif-schema-2.1.0.json") == true)
        let words = try #require(lines.last?.split(separator: " "))
        #expect(words.starts(with: ["0", "violations,"]))
        // Nearly each file of the corpus of what is refused has one.
        #expect(try #require(Int(words[2])) > 150)
    }
}
