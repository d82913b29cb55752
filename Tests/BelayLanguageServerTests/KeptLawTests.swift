import BelayData
import BelayTestSupport
import Testing

@testable import BelayLanguageServer

/// A server keeps what it has found out of libraries that have not changed. Nobody can tell.
struct KeptLawTests {
    private static let base = """
        type level = low | high
        param where: path = /srv
        let prefix = "a-$where"
        probe level of (node: host) gives level {
            let found = ? cat $where/level
            give $found
        }
        action raise (node: host) [to: level = high] {
            done when level of $node is $to
            on $node { $ echo $to > $where/level }
            undo { on $node { $ rm $prefix } }
        }

        """

    private static let web = """
        use base
        let port = 80
        let unused = 3
        target site (name: text) { via docker exec $name }
        probe web on (node: host) answers { expect (? curl -sf http://localhost:$port) }
        action reload web on (node: host) {
            "Reloads it."
            done when web on $node answers
            raise $node to=low
            in site main { $ nginx -s reload }
            undo { raise $node }
        }

        """

    private static let runbook = """
        runbook "Deploy" "Puts a version on a host."
        use web, base with where=/var
        param host: host
        action greet (node: host) { say $node }
        phase "One" {
            reload web on $host
            greet $host
            step "Two" { raise $host to=high }
            let now = level of $host
            say $now
        }

        """

    private static let pieces = [
        "$", "\"", "{", "}", "\n", " ", "let x = 1\n", "say $port\n", "use base\n", "? ", "# ", "x", "-",
        "param a: text = b\n",
        "action more (node: host) { say $node }\n", "type level = low\n", " with where=/tmp",
        "probe web on (node: host) answers { }\n",
    ]

    /// What an editor shows of a document.
    private static let features = ["semanticTokens/full", "documentSymbol", "foldingRange"]

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `Random edits of a runbook and its libraries show what opening the results shows`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let names = ["deploy.runbook", "lib/web.runbook", "lib/base.runbook"]
        var texts = [Self.runbook, Self.web, Self.base]
        let session = ServerSession()
        for (name, text) in zip(names, texts) { session.open(name, text) }
        for version in 2..<60 {
            // While one types, it is nearly always the runbook.
            let edited = random.onceIn(4) ? 1 + random.below(2) : 0
            // What has become of it is thrown away sometimes, so that not all of it is broken for good.
            texts[edited] =
                random.onceIn(5) ? [Self.runbook, Self.web, Self.base][edited] : Self.edited(texts[edited], &random)
            session.change(names[edited], version: version, [["text": .string(texts[edited])]])
            let other = ServerSession()
            for (name, text) in zip(names, texts) { other.open(name, text) }
            let (found, wanted) = (session.diagnostics(), other.diagnostics())
            for name in names {
                let short = String(name.split(separator: "/").last ?? "")
                #expect(found[short]?.map(\.["message"]) == wanted[short]?.map(\.["message"]), "\(texts)")
                #expect(found[short]?.map(\.["range"]) == wanted[short]?.map(\.["range"]))
                for feature in Self.features {
                    #expect(
                        session.ask(feature, name).text == other.ask(feature, name).text,
                        "\(feature) of \(name): \(texts)")
                }
            }
        }
    }

    private static func edited(_ text: String, _ random: inout SeededRandom) -> String {
        var characters = Array(text)
        let start = random.below(characters.count + 1)
        let end = min(characters.count, start + (random.onceIn(3) ? random.below(12) : 0))
        characters.replaceSubrange(start..<end, with: Array(random.text(of: pieces, count: 1)))
        return String(characters)
    }
}
