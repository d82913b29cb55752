import BelayLanguage
import BelaySource
import BelayTestSupport
import Testing

@Suite("Whatever the text is, checking ends with diagnostics that have a place")
struct MutationTests {
    @Test(arguments: Corpus.runbooks)
    func `Tokens taken out, moved and doubled`(_ name: String) throws {
        let project = try Corpus.project(name)
        var generator = SeededRandom(seed: UInt64(Corpus.runbooks.firstIndex(of: name) ?? 0) + 1000)
        for _ in 0..<12 {
            var broken = project
            let file = generator.roll(broken.texts.count)
            broken.texts[file].text = mutated(broken.texts[file].text, &generator)
            expectSense(broken)
        }
    }

    @Test(arguments: 0..<60)
    func `Lines of all runbooks, drawn by lot`(_ seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        let lines = try Corpus.runbooks.flatMap { name in
            try Corpus.project(name).texts[0].text.split(separator: "\n").map(String.init)
        }
        var text = "use etcd, node, kops\nparam node: host\n"
        for _ in 0..<generator.roll(120) { text += lines[generator.roll(lines.count)] + "\n" }
        let libraries = try Corpus.project("multi-master.runbook").texts.dropFirst()
        expectSense(Project(texts: [("try.runbook", text)] + libraries))
    }

    private func expectSense(_ project: Project) {
        let checked = project.check()
        let sizes = project.texts.map { $0.text.utf8.count }
        for diagnostic in checked.diagnostics {
            for span in [diagnostic.span] + diagnostic.further.map(\.span) {
                let isInside = span.start >= 0 && span.start <= span.end && span.end <= sizes[span.file.rawValue]
                #expect(isInside, "\(diagnostic.code) at \(span)")
            }
            #expect(!diagnostic.message.isEmpty)
        }
        #expect((checked.program == nil) == checked.diagnostics.contains { $0.severity == .error })
    }

    private func mutated(_ text: String, _ generator: inout SeededRandom) -> String {
        var tokens = Self.tokens(of: text)
        for _ in 0...generator.roll(4) {
            let place = generator.roll(tokens.count)
            switch generator.roll(4) {
            case 0: tokens.remove(at: place)
            case 1: tokens.insert(tokens[generator.roll(tokens.count)], at: place)
            case 2: tokens.swapAt(place, generator.roll(tokens.count))
            default: tokens.removeSubrange(place..<min(tokens.count, place + generator.roll(40)))
            }
            if tokens.isEmpty { tokens = ["say"] }
        }
        return tokens.joined()
    }

    /// Runs of letters, of spaces, and single signs.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var last = 0
        for character in text {
            let kind = character.isLetter || character.isNumber ? 1 : character == " " ? 2 : 0
            if kind != 0, kind == last {
                tokens[tokens.count - 1].append(character)
            } else {
                tokens.append(String(character))
            }
            last = kind
        }
        return tokens
    }
}

extension SeededRandom {
    /// A number below the limit, or zero.
    mutating func roll(_ limit: Int) -> Int { limit > 0 ? below(limit) : 0 }
}
