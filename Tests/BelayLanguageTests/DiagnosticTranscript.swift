import BelayLanguage
import BelaySource
import BelayTestSupport
import Foundation

/// A page of Tests/Transcripts/Diagnostics: what a diagnostic is about, files, and `belay check` with what it prints.
///
/// The page is also executed with the program itself, in the tests of the commands. Here parser, checker and renderer
/// are asked directly.
struct DiagnosticTranscript {
    struct Check {
        var project: Project
        /// The lines in the file that hold the output.
        var output: Range<Int>
    }

    static let folder = Repository.root.appending(path: "Tests/Transcripts/Diagnostics")

    /// The codes that have a page.
    static let codes: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }()

    let path: URL
    private(set) var lines: [String]
    private(set) var checks: [Check] = []

    init(_ code: String) throws {
        path = Self.folder.appending(path: "\(code).md")
        lines = try String(contentsOf: path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var files: [(name: String, text: String)] = []
        var name = ""
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("`"), line.hasSuffix("`:") {
                name = String(line.dropFirst().dropLast(2))
            } else if line == "```belay" || line == "```console" {
                let end = lines[(index + 1)...].firstIndex(of: "```") ?? lines.count
                if line == "```belay" {
                    files.removeAll { $0.name == name }
                    files.append((name, lines[(index + 1)..<end].map { $0 + "\n" }.joined()))
                } else {
                    addChecks(index + 1, end, files)
                }
                index = end
            }
            index += 1
        }
    }

    private mutating func addChecks(_ start: Int, _ end: Int, _ files: [(name: String, text: String)]) {
        let commands = (start..<end).filter { lines[$0].hasPrefix("$ belay check ") }
        for (number, line) in commands.enumerated() {
            let name = String(lines[line].dropFirst("$ belay check ".count))
            // A file that no page can hold is made by a command, which only the tests of the program run.
            let ordered = files.filter { $0.name == name } + files.filter { $0.name != name }
            guard ordered.first?.name == name else { continue }
            let stop = number + 1 < commands.count ? commands[number + 1] : end
            checks.append(Check(project: Project(texts: ordered), output: (line + 1)..<stop))
        }
    }

    /// The output in the page below a check.
    func expected(_ check: Check) -> [String] { Array(lines[check.output]) }

    /// The diagnostics as they are printed. What the program says after them is not looked at here.
    static func printed(_ check: Check) -> [String] {
        let text = DiagnosticRenderer(sources: check.project.parsed.map(\.source))
            .render(check.project.check().diagnostics)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Writes what is printed into the page, where it is not there yet.
    mutating func update() throws {
        for check in checks.reversed() where !expected(check).starts(with: Self.printed(check)) {
            lines.replaceSubrange(check.output, with: Self.printed(check))
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: path)
    }
}
