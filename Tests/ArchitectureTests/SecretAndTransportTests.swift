import Testing

/// What ARCHITECTURE.md says that a part has never heard of.
struct SecretAndTransportTests {
    @Test func `Nothing above the transports knows how a host is reached`() throws {
        for target in ["BelayRuntime", "BelayReporting", "BelayJournal"] {
            for file in try SourceTree.swiftFiles(in: "Sources/\(target)") {
                let words = try SourceTree.text(file).lowercased().split { !$0.isLetter }
                for word in ["ssh", "sudo"] { #expect(!words.contains(word[...]), "\(file) says \(word)") }
            }
        }
    }

    @Test func `The text of a secret leaves the core as an answer, and where a command is performed`() throws {
        #expect(try files(with: ".asAnswer") == ["Sources/BelayWorkspace/Parameters/GivenAnswer.swift"])
        #expect(try files(with: ".performed,") == ["Sources/BelayTransports/Commands/KnownCommand.swift"])
        #expect(try files(with: ".performed ") == ["Sources/BelayTransports/Commands/KnownCommand.swift"])
    }

    @Test func `What no interpreter has made is named where it is written down`() throws {
        #expect(
            try files(with: ", hiding: ") == [
                "Sources/BelayCommands/Running/Abandonment.swift",
                "Sources/BelayCommands/Running/Preflight+Started.swift", "Sources/BelayCommands/Running/Run.swift",
            ])
    }

    /// Outside of the core.
    private func files(with text: String) throws -> [String] {
        try SourceTree.swiftFiles(in: "Sources").filter { file in
            try !file.hasPrefix("Sources/BelayRuntime/") && SourceTree.text(file).contains(text)
        }
    }
}
