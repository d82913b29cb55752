import Foundation
import Testing

/// The table of docs/reliability.md leads to the tests, and the pages of `Tests/Transcripts/Promises` are all in it.
@Suite("Each promise has a test that tries to break it")
struct PromiseTableTests {
    /// A row: what is promised, the link to where, and the tests, each of which may be named after the promise.
    private struct Row {
        var promise: String
        var link: String
        var tests: [(file: String, name: String)]
    }

    private static let page = "docs/reliability.md"
    private static let folder = "Transcripts/Promises"

    private static func rows() throws -> [Row] {
        let text = try SourceTree.text(page)
        guard let start = text.range(of: "\n## The promises, ") else { return [] }
        let lines = text[start.upperBound...].split(separator: "\n").drop { !$0.hasPrefix("| promise ") }
        return lines.dropFirst(2).prefix { $0.hasPrefix("| ") }.compactMap { line in
            let cells = line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false)
            guard cells.count == 3 else { return nil }
            let tests = cells[2].split(separator: "<br>").map { cell -> (String, String) in
                let parts = cell.split(separator: "`: ", maxSplits: 1)
                let file = parts[0].filter { $0 != "`" }
                return (String(file), parts.count > 1 ? String(parts[1]) : String(cells[0]))
            }
            return Row(promise: String(cells[0]), link: String(cells[1]), tests: tests)
        }
    }

    @Test func `The table has the promises, each once`() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 60)
        #expect(Set(rows.map(\.promise)).count == rows.count)
        let lines = try SourceTree.text(Self.page).split(separator: "\n")
        let header = try #require(lines.firstIndex { $0.hasPrefix("| promise |") })
        #expect(lines[(header + 2)...].prefix { $0.hasPrefix("|") }.count == rows.count, "a row has not three cells")
    }

    @Test func `Each promise is made where the table says`() throws {
        for row in try Self.rows() {
            let match = try #require(try /^\[[^\]]+\]\(([^)#]*)#([^)]+)\)$/.wholeMatch(in: row.link), "\(row.link)")
            let file = URL(filePath: "/docs/" + match.output.1).standardized.path.dropFirst()
            let anchors = DocumentationTests.anchors(in: try SourceTree.text(String(file)))
            #expect(anchors.contains(String(match.output.2)), "\(row.promise): \(row.link)")
        }
    }

    @Test func `Each test that the table names is there`() throws {
        for row in try Self.rows() {
            #expect(!row.tests.isEmpty, "\(row.promise)")
            for test in row.tests {
                guard SourceTree.exists("Tests/" + test.file) else {
                    Issue.record("\(row.promise): Tests/\(test.file) is not there")
                    continue
                }
                let text = try SourceTree.text("Tests/" + test.file)
                let isThere =
                    test.file.hasSuffix(".md")
                    ? Self.headings(in: text).contains(test.name)
                    : text.contains("\"\(test.name)\"") || text.contains("func \(test.name)(")
                        || text.contains("func `\(test.name)`(")
                #expect(isThere, "\(row.promise): Tests/\(test.file) has no “\(test.name)”")
            }
        }
    }

    @Test func `Each section of the promises' pages is in the table`() throws {
        let listed = Set(try Self.rows().flatMap(\.tests).map { "\($0.file): \($0.name)" })
        let folder = SourceTree.root.appending(path: "Tests/\(Self.folder)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.count > 5)
        for name in names {
            for heading in Self.headings(in: try SourceTree.text("Tests/\(Self.folder)/\(name)")) {
                #expect(listed.contains("\(Self.folder)/\(name): \(heading)"), "\(name): \(heading)")
            }
        }
    }

    /// Those of the second level, outside of blocks.
    private static func headings(in text: String) -> [String] {
        var isInBlock = false
        return text.split(separator: "\n").compactMap { line in
            if line.hasPrefix("```") { isInBlock.toggle() }
            return !isInBlock && line.hasPrefix("## ") ? String(line.dropFirst(3)) : nil
        }
    }
}
