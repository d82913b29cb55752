import Testing

/// The invariants of absence in ARCHITECTURE.md, as far as names tell: comments and texts may speak of anything.
@Suite("What a part has never heard of")
struct AbsenceTests {
    private static let unheard: [(module: String, words: Set<String>)] = [
        ("BelaySource", ["token", "runbook", "phrase"]),
        ("BelayData", ["runbook", "span", "phrase", "diagnostic"]),
        ("BelaySyntax", ["checker", "program", "journal", "secret", "effect"]),
        ("BelayLanguage", ["journal", "performer", "interpreter", "ssh", "terminal", "process"]),
        ("BelayRuntime", ["ssh", "scp", "sudo", "terminal", "tty", "socket", "descriptor"]),
        ("BelayStore", ["journal", "runbook", "approval", "holder", "generation"]),
        ("BelayReporting", ["cursor", "tty", "descriptor", "ssh", "sudo"]),
    ]

    @Test(arguments: unheard)
    func `No name in a module has a word that the module does not know`(module: String, words: Set<String>) throws {
        let files = try SourceTree.swiftFiles(in: "Sources/\(module)")
        #expect(!files.isEmpty)
        for file in files {
            for token in Set(SwiftTokens(try SourceTree.text(file)).tokens) {
                let known = Self.words(of: token).filter(words.contains)
                #expect(known.isEmpty, "\(file): \(token)")
            }
        }
    }

    @Test func `The words of a name are told apart`() {
        #expect(Self.words(of: "isUnderSSHHost2") == ["is", "under", "ssh", "host2"])
        #expect(Self.words(of: "SSH") == ["ssh"])
        #expect(Self.words(of: "terminal") == ["terminal"])
    }

    /// `isUnderSSHHost` is of four words.
    private static func words(of name: String) -> [String] {
        name.matches(of: /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z0-9]+/).map { $0.output.lowercased() }
    }
}
