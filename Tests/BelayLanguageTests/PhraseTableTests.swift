import BelayTestSupport
import Testing

@testable import BelayLanguage

@Suite("Finding the phrase that a row means")
struct PhraseTableTests {
    /// A signature or a row: `_` is a placeholder, or what only a placeholder can take.
    private func places(_ text: String) -> [String?] {
        text.split(separator: " ").map { $0 == "_" ? nil : String($0) }
    }

    private func table(_ signatures: [String]) -> PhraseTable<String> {
        var table = PhraseTable<String>()
        for signature in signatures { #expect(table.add(places(signature), signature) == nil, "\(signature)") }
        return table
    }

    @Test func `The words that stand at their places decide`() {
        let table = table(["backup etcd _ on _", "backup _", "restore", "stop the etcds on _", "stop _ on _"])
        #expect(table.match(places("backup etcd main on _")) == "backup etcd _ on _")
        #expect(table.match(places("backup etcd")) == "backup _")
        #expect(table.match(places("backup _")) == "backup _")
        #expect(table.match(places("restore")) == "restore")
        #expect(table.match(places("stop the etcds on _")) == "stop the etcds on _")
        #expect(table.match(places("stop nginx on _")) == "stop _ on _")
        #expect(table.match(places("restore it")) == nil)
        #expect(table.match(places("_")) == nil)
        #expect(table.match([]) == nil)
    }

    @Test func `Of two that match the one with more words wins, whichever was there first`() {
        for signatures in [["a _ _", "a b _", "a b c"], ["a b c", "a b _", "a _ _"]] {
            let table = table(signatures)
            #expect(table.match(places("a b c")) == "a b c")
            #expect(table.match(places("a b x")) == "a b _")
            #expect(table.match(places("a b _")) == "a b _")
            #expect(table.match(places("a x c")) == "a _ _")
        }
    }

    @Test(
        arguments: [
            ("a _ c", "a b _"), ("a b _", "a _ c"), ("a _", "a _"), ("a b", "a b"), ("a _ _ d", "a b _ _"),
        ])
    func `Pairs that could tie are refused`(_ first: String, _ second: String) {
        var table = PhraseTable<String>()
        #expect(table.add(places(first), first) == nil)
        #expect(table.add(places(second), second) == first)
    }

    @Test(arguments: 0..<100)
    func `A random table gives the same as looking at every signature`(_ seed: Int) {
        var generator = SeededRandom(seed: UInt64(seed) + 7)
        let words = ["a", "b", "c", "_"]
        func row(_ length: Int) -> [String?] {
            (0..<length).map { index in
                let word = words[generator.roll(index == 0 ? 2 : 4)]
                return word == "_" ? nil : word
            }
        }
        var table = PhraseTable<Int>()
        var kept: [[String?]] = []
        for _ in 0..<20 {
            let signature = row(1 + generator.roll(4))
            let rivals = kept.filter { other in
                guard other.count == signature.count else { return false }
                let pairs = Array(zip(signature, other))
                let isCompatible = pairs.allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
                let hasMore = pairs.contains { $0 != nil && $1 == nil }
                let hasLess = pairs.contains { $0 == nil && $1 != nil }
                return isCompatible && hasMore == hasLess
            }
            let refused = table.add(signature, kept.count)
            #expect((refused != nil) == !rivals.isEmpty)
            if refused == nil { kept.append(signature) }
        }
        for _ in 0..<100 {
            let row = row(1 + generator.roll(4))
            let matching = kept.indices.filter { index in
                kept[index].count == row.count && zip(kept[index], row).allSatisfy { $0 == nil || $0 == $1 }
            }
            let best = matching.max { one, other in
                kept[one].count { $0 != nil } < kept[other].count { $0 != nil }
            }
            #expect(table.match(row) == best)
        }
    }
}
