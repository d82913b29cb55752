import Testing

/// What ARCHITECTURE.md says that a part has never heard of.
struct AbsenceTests {
    @Test func `Nothing above the transports knows how a host is reached`() throws {
        for target in ["BelayRuntime", "BelayReporting", "BelayJournal"] {
            for file in try SourceTree.swiftFiles(in: "Sources/\(target)") {
                let words = try SourceTree.text(file).lowercased().split { !$0.isLetter }
                for word in ["ssh", "sudo"] { #expect(!words.contains(word[...]), "\(file) says \(word)") }
            }
        }
    }
}
