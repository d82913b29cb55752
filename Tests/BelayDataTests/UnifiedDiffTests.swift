import BelayData
import BelayTestSupport
import Testing

@Suite struct UnifiedDiffTests {
    @Test(arguments: [
        ("", "", ""), ("a\n", "a\n", ""), ("", "a\n", "@@ -0,0 +1,1 @@\n+a\n"), ("a\n", "", "@@ -1,1 +0,0 @@\n-a\n"),
        ("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
        ("a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ no newline at the end\n+a\n"),
        ("a\r\nb\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\nx\n", "@@ -7,3 +7,4 @@\n 7\n 8\n 9\n+x\n"),
        (
            "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
            "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"
        ),
    ])
    func shows(old: String, new: String, text: String) {
        let difference = UnifiedDiff(from: old, to: new)
        #expect(difference.text.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(difference.hunks.isEmpty == (old == new))
    }

    /// With all lines as context, what is kept and removed is the old text and what is kept and added the new one; and no
    /// shorter script exists, by the table of longest common subsequences.
    @Test func theScriptLeadsFromOneToTheOtherAndIsShortest() {
        var dice = SeededRandom(seed: 7)
        for _ in 0..<600 {
            let old = (0..<dice.below(9)).map { _ in dice.pick(["a", "b", "c", ""]) }
            let new = (0..<dice.below(9)).map { _ in dice.pick(["a", "b", "c", ""]) }
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

    @Test func veryDifferentTextsAreReplacedWhole() {
        let old = text((0..<3000).map { "a\($0)" })
        let new = text((0..<3000).map { $0 == 1500 ? "a1500" : "b\($0)" })
        let hunk = UnifiedDiff(from: old, to: new).hunks.first
        #expect(hunk?.oldCount == 3000)
        #expect(hunk?.newCount == 3000)
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
