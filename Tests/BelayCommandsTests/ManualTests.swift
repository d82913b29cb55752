import BelayTestSupport
import Foundation
import Testing

/// `belay doc` on all that comes with Belay.
struct ManualTests {
    static let files: [String] = {
        let folder = Repository.runbooks
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".runbook") }.sorted()
    }()

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Repository.runbooks.appending(path: name), encoding: .utf8)
    }

    /// Commands as they are written in a file, each in one line with one space wherever there was any.
    private func commands(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let line = line.drop { $0 == " " }
            guard let sign = line.first, "?$!".contains(sign), line.dropFirst().first == " " else { return nil }
            let command = line.dropFirst(2)
            return command.hasPrefix("\"\"\"") || command.hasSuffix("\\") ? nil : String(command)
        }
    }

    @Test(arguments: files) func `The manual of a bundled runbook has its phases and commands`(_ name: String) throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        #expect(try run.output(of: "belay doc \(name.dropLast(8)) -o manual.md") == ["manual.md"])
        #expect(try run.output(of: "belay doc \(name.dropLast(8)) -o manual.md --check") == [])
        let manual = try String(contentsOf: run.here.appending(path: "manual.md"), encoding: .utf8)
        let source = try text(name)
        for match in source.matches(of: /(?m)^phase "([A-Za-z ]+)"/) {
            #expect(manual.contains(" \(match.output.1)\n"), "\(match.output.1)")
        }
        for command in commands(in: source) {
            #expect(manual.contains(command.replacing("|", with: "\\|")), "\(command)")
        }
        let links = Set(manual.matches(of: /\]\(#([a-z0-9]+)\)/).map { String($0.output.1) })
        let places = Set(manual.matches(of: /<a id="([a-z0-9]+)">/).map { String($0.output.1) })
        #expect(links.subtracting(places) == [])
    }

    @Test(arguments: files) func `The page of a bundled runbook is one page whose links lead somewhere`(
        _ name: String
    ) throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        #expect(try run.output(of: "belay doc \(name.dropLast(8)) -o manual.html") == ["manual.html"])
        let page = try String(contentsOf: run.here.appending(path: "manual.html"), encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<h1>"))
        #expect(!page.contains("<script") && !page.contains("http-equiv"))
        let links = Set(page.matches(of: /href="#([a-z0-9]+)"/).map { String($0.output.1) })
        let places = Set(page.matches(of: /id="([a-z0-9]+)"/).map { String($0.output.1) })
        #expect(!links.isEmpty && links.subtracting(places) == [])
        #expect(!page.contains("NaN"), "a place that is not a number")
    }
}
