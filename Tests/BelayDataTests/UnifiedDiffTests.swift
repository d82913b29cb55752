import BelayData
import BelayTestSupport
import Testing

@Suite struct UnifiedDiffTests {
    @Test(arguments: [
        ("", "", ""), ("a\n", "a\n", ""), ("", "a\n", "@@ -0,0 +1,1 @@\n+a\n"), ("a\n", "", "@@ -1,1 +0,0 @@\n-a\n"),
        ("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
        ("a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"),
        ("a\r\nb\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\nx\n", "@@ -7,3 +7,4 @@\n 7\n 8\n 9\n+x\n"),
        (
            "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
            "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"
        ),
    ])
    func `A difference is shown with its context`(old: String, new: String, text: String) {
        let difference = UnifiedDiff(from: old, to: new)
        #expect(difference.text.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(difference.hunks.isEmpty == (old == new))
    }

    /// With all lines as context, what is kept and removed is the old text and what is kept and added the new one; and no
    /// shorter script exists, by the table of longest common subsequences.
    @Test func `The script leads from one to the other and is shortest`() {
        var generator = SeededRandom(seed: 7)
        for _ in 0..<600 {
            let old = (0..<generator.below(9)).map { _ in generator.pick(["a", "b", "c", ""]) }
            let new = (0..<generator.below(9)).map { _ in generator.pick(["a", "b", "c", ""]) }
            let difference = UnifiedDiff(from: text(old), to: text(new), context: 100)
            let lines = difference.hunks.flatMap(\.lines)
            if old != new {
                #expect(lines.filter { $0.kind != .added }.map(\.text) == old)
                #expect(lines.filter { $0.kind != .removed }.map(\.text) == new)
            }
            let common = longestCommon(old, new)
            #expect(lines.count { $0.kind != .kept } == old.count + new.count - 2 * common)
        }
    }

    /// Of what was removed and kept the old text is made, of what was added and kept the new one: so `patch` reads it.
    @Test func `Applied to the old text a difference gives the new one`() throws {
        var random = SeededRandom(seed: 21)
        for _ in 0..<3000 {
            let old = randomText(&random)
            let new = random.onceIn(3) ? randomText(&random) : edited(old, &random)
            let difference = UnifiedDiff(from: old, to: new, context: random.below(4))
            let patched = try #require(patch(old, with: difference.text), "\(difference.text)")
            #expect(patched.utf8.elementsEqual(new.utf8), "\(old.debugDescription) \(new.debugDescription)")
        }
    }

    @Test func `Texts in which every line changed are replaced whole`() {
        let old = text((0..<3000).map { "a\($0)" })
        let new = text((0..<3000).map { "b\($0)" })
        let hunk = UnifiedDiff(from: old, to: new).hunks.first
        #expect(hunk?.oldCount == 3000)
        #expect(hunk?.newCount == 3000)
    }

    @Test func `A few changes far apart in a large text are shown alone`() throws {
        let old = (0..<30_000).map { $0 % 3 == 0 ? "line \($0)" : "the same \($0 % 7)" }
        var new = old
        new[0] = "first"
        new.removeSubrange(12_000..<12_010)
        new.append("last")
        let difference = UnifiedDiff(from: text(old), to: text(new), context: 0)
        #expect(difference.hunks.flatMap(\.lines).count == 13)
        #expect(patch(text(old), with: difference.text) == text(new))
    }

    @Test func `A large text in another order is compared in a moment`() throws {
        let old = (0..<6000).map { "line \($0)" }
        var random = SeededRandom(seed: 5)
        let new = old.shuffled(using: &random)
        let difference = UnifiedDiff(from: text(old), to: text(new))
        #expect(patch(text(old), with: difference.text) == text(new))
    }

    private func randomText(_ random: inout SeededRandom) -> String {
        let lines = random.text(
            of: ["a\n", "b\n", "\n", "\r\n", "e\u{301}\n", "é\n", "+\n", "-a\n", "\\ x\n"], count: random.below(12))
        return lines + (random.onceIn(2) ? random.pick(["a", "b", "\r", " "]) : "")
    }

    /// Some lines fewer, some more.
    private func edited(_ text: String, _ random: inout SeededRandom) -> String {
        var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        for _ in 0...random.below(3) {
            let place = random.below(lines.count)
            if random.onceIn(2) { lines.insert("new", at: place) } else if lines.count > 1 { lines.remove(at: place) }
        }
        return lines.joined(separator: "\n")
    }

    /// What `patch` makes of a text; nil where the difference does not fit.
    private func patch(_ text: String, with difference: String) -> String? {
        var old = lines(of: text)[...]
        var new: [String] = []
        var place = 1
        var previous: Character = " "
        for line in lines(of: difference) {
            let rest = String(decoding: line.utf8.dropFirst(), as: UTF8.self)
            switch line.utf8.first.map({ Character(Unicode.Scalar($0)) }) {
            case "@":
                let numbers = line.split(separator: " ")[1].dropFirst().split(separator: ",").compactMap { Int($0) }
                guard numbers.count == 2 else { return nil }
                let start = numbers[1] == 0 ? numbers[0] + 1 : numbers[0]
                guard start >= place, start - place <= old.count else { return nil }
                new += old.prefix(start - place)
                old = old.dropFirst(start - place)
                place = start
                continue
            case "\\":
                guard rest == " No newline at end of file\n" else { return nil }
                // Of the line before, which then has none either.
                if previous != "-" {
                    new[new.count - 1] = String(decoding: new[new.count - 1].utf8.dropLast(), as: UTF8.self)
                }
                continue
            case "+": new.append(rest)
            case " ", "-":
                // The last line of the text may lack what every line of a difference has.
                guard let first = old.popFirst(), (first + "\n").utf8.starts(with: rest.utf8) else { return nil }
                place += 1
                if line.utf8.first == UInt8(ascii: " ") { new.append(rest) }
            default: return nil
            }
            previous = Character(Unicode.Scalar(line.utf8.first ?? 0))
        }
        return (new + old).joined()
    }

    /// Each with its end.
    private func lines(of text: String) -> [String] {
        var lines: [String] = []
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10).map(rest.index(after:)) ?? rest.endIndex
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[end...]
        }
        return lines
    }

    private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    private func longestCommon(_ old: [String], _ new: [String]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for line in old {
            var diagonal = 0
            for index in new.indices {
                let above = row[index + 1]
                row[index + 1] = line == new[index] ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[new.count]
    }
}
