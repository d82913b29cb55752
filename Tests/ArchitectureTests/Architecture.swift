import Foundation
import Testing

/// The claims of ARCHITECTURE.md, read from the page itself.
struct Architecture {
    /// Lowest first.
    var targets: [String]
    /// The number of targets above the line: those that do no I/O.
    var pureCount: Int
    /// Everything in backquotes that looks like a path or a type.
    var paths: [String]
    var types: [String]

    init() throws {
        let page = try SourceTree.text("ARCHITECTURE.md")
        let table = Self.firstCodeBlock(after: "## Targets", in: page)
        targets = []
        pureCount = 0
        for line in table {
            if line.hasPrefix("──") {
                pureCount = targets.count
            } else if let name = line.split(separator: " ").first {
                targets.append(String(name))
            }
        }
        let quoted = Self.backquoted(in: page)
        paths = quoted.filter { $0.contains("/") || $0.hasPrefix(".") || Self.rootFiles.contains($0) }
            .filter { !$0.contains(" ") && !$0.hasPrefix("...") }
        types = quoted.filter(Self.looksLikeType)
    }

    var pureTargets: ArraySlice<String> { targets.prefix(pureCount) }

    private static let rootFiles: Set<String> = ["Package.swift", "Makefile", "Sources", "Tests"]

    private static func looksLikeType(_ word: String) -> Bool {
        guard let first = word.first, first.isUppercase, !rootFiles.contains(word) else { return false }
        return word.allSatisfy { $0.isLetter || $0 == "." }
    }

    private static func firstCodeBlock(after heading: String, in page: String) -> [Substring] {
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false)[...]
        lines = lines.drop { $0 != heading }
        lines = lines.drop { $0 != "```" }.dropFirst()
        return Array(lines.prefix { $0 != "```" })
    }

    private static func backquoted(in page: String) -> [String] {
        var words: [String] = []
        var isInBlock = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInBlock.toggle()
            } else if !isInBlock {
                let parts = line.split(separator: "`", omittingEmptySubsequences: false)
                for (index, part) in parts.enumerated() where index % 2 == 1 { words.append(String(part)) }
            }
        }
        return words
    }
}
