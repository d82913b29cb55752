import BelaySyntax
import Foundation
import Testing

/// The word lists of grammar/README.md, which editors copy.
struct WordListTests {
    @Test func `The words of the grammar's README are the keywords`() throws {
        let lists = try Self.lists()
        let statements = try #require(lists["Statements begin with"])
        let ends = try #require(lists["Phrases end before"])
        #expect(statements == words { $0.beginsStatement })
        #expect(ends == words { $0.endsRow })
        var others: Set<String> = []
        for title in ["Words with a meaning after a value", "Words with a meaning in one place only", "Values"] {
            others.formUnion(try #require(lists[title]))
        }
        #expect(others.subtracting(statements).subtracting(ends) == words { $0.role == .word })
    }

    private func words(where isListed: (Keyword) -> Bool) -> Set<String> {
        Set(Keyword.allCases.filter(isListed).map(\.rawValue))
    }

    /// The words in backquotes of each item under "Words", by what the item begins with.
    private static func lists() throws -> [String: Set<String>] {
        let page = try String(contentsOf: Corpus.root.appending(path: "grammar/README.md"), encoding: .utf8)
        let section = try #require(page.split(separator: "\n## Words\n").last?.split(separator: "\n## ").first)
        var lists: [String: Set<String>] = [:]
        for item in section.replacing("\n  ", with: " ").split(separator: "\n- ") {
            let title = String(item.prefix { $0 != ":" }).trimmingCharacters(in: ["-", " ", "\n"])
            let quoted = item.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            let words = quoted.filter { !$0.offset.isMultiple(of: 2) }.flatMap { $0.element.split(separator: " ") }
            lists[title] = Set(words.map(String.init))
        }
        return lists
    }
}
