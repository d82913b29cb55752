import Foundation
import Testing

@Suite("The documents hold together")
struct DocumentationTests {
    private static let pages = [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/README.md", "docs/language.md",
        "docs/rehearsing.md",
        "docs/libraries.md", "docs/repl.md", "docs/decisions/README.md", "docs/reliability.md", "examples/README.md",
        "docs/deploy.md", "docs/postgres.md",
    ]

    @Test(arguments: pages)
    func `Every link leads to a file or a heading that is there`(_ page: String) throws {
        let text = try SourceTree.text(page)
        let folder = page.lastIndex(of: "/").map { String(page[...$0]) } ?? ""
        for match in text.matches(of: /\]\(([^)#]*)(#[^)]*)?\)/) where !match.output.1.contains("://") {
            let file = String(match.output.1)
            if !file.isEmpty { #expect(SourceTree.exists(folder + file), "\(page) links to \(file)") }
            if let anchor = match.output.2, file.isEmpty {
                #expect(Self.anchors(in: text).contains(String(anchor.dropFirst())), "\(page) links to \(anchor)")
            }
        }
    }

    @Test func `The manual page and the reference name every command`() throws {
        let manual = try SourceTree.text("docs/belay.1")
        let files = try SourceTree.swiftFiles(in: "Sources/BelayCommands/Commands")
        var count = 0
        for file in files {
            for match in try SourceTree.text(file).matches(of: /CommandConfiguration.command\(\s*"([a-z]+)"/) {
                count += 1
                #expect(
                    manual.contains(".B \(match.output.1)") || manual.contains(".BR \(match.output.1) "),
                    "\(match.output.1)")
            }
        }
        #expect(count >= 7)
    }

    /// As a heading becomes a link's target: small letters, spaces as dashes, no punctuation.
    static func anchors(in text: String) -> Set<String> {
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(
            headings.map { heading in
                heading.drop { $0 == "#" || $0 == " " }.lowercased()
                    .filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
                    .replacing(" ", with: "-")
            })
    }
}
