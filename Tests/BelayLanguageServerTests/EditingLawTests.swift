import BelayData
import BelayTestSupport
import Testing

@testable import BelayLanguageServer

/// A document that is edited is the document that is opened with the result.
struct EditingLawTests {
    private static let pieces = [
        "$", "\"", "{", "}", "\n", "\n    ", " ", "é", "😀", "let x = 1", "say $x", "on failure { undo }", "use etcd\n",
        "? ",
        "'''", "# ", "phase \"A\" { ", "x", "-", "param a: text\n", "\r\n", "\t",
    ]

    @Test(arguments: ["utf-8", "utf-16"], [7, 19] as [UInt64])
    func `Random edits give the same diagnostics as opening the result`(encoding: String, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for name in ["deploy", "pg-switchover"] {
            let session = ServerSession(encoding: encoding)
            var text = try Repository.text("runbooks/\(name).runbook")
            session.open("a.runbook", text)
            for version in 2..<40 {
                let lines = LineTable(Array(text.utf8), try #require(PositionEncoding(rawValue: encoding)))
                let (start, end) = range(in: text, &random)
                let new = random.onceIn(3) ? "" : random.text(of: Self.pieces, count: 1 + random.below(3))
                session.change(
                    "a.runbook", version: version,
                    [["range": lines.range(start, end).data, "text": .string(new)]])
                var bytes = Array(text.utf8)
                bytes.replaceSubrange(start..<end, with: Array(new.utf8))
                text = String(decoding: bytes, as: UTF8.self)
                guard version % 3 == 0 else { continue }
                let other = ServerSession(encoding: encoding)
                other.open("a.runbook", text)
                let (found, wanted) = (session.diagnostics()["a.runbook"], other.diagnostics()["a.runbook"])
                #expect(found?.map(\.["message"]) == wanted?.map(\.["message"]), "\(text)")
                #expect(found?.map(\.["range"]) == wanted?.map(\.["range"]))
            }
        }
    }

    /// At boundaries of characters, and never between `\r` and `\n`.
    private func range(in text: String, _ random: inout SeededRandom) -> (Int, Int) {
        let characters = Array(text)
        let start = random.below(characters.count + 1)
        let end = min(characters.count, start + random.below(random.onceIn(8) ? 200 : 12))
        let offset = characters[..<start].reduce(0) { $0 + String($1).utf8.count }
        return (offset, offset + characters[start..<end].reduce(0) { $0 + String($1).utf8.count })
    }

    @Test func `A library counts as it is typed, not as it is saved`() {
        let session = ServerSession()
        session.open("deploy.runbook", "runbook \"A\" \"B\"\nuse web\nphase \"P\" { reload web }\n")
        #expect(session.diagnostics()["deploy.runbook"]?.map(\.["code"]) == ["B0501"])
        session.open("lib/web.runbook", "action reload web { $ systemctl reload nginx }\n")
        #expect(session.diagnostics()["deploy.runbook"]?.isEmpty == true)
        session.change("lib/web.runbook", version: 2, [["text": "action reload site { $ systemctl reload nginx }\n"]])
        #expect(session.diagnostics()["deploy.runbook"]?.map(\.["code"]) == ["B0203"])
        session.close("lib/web.runbook")
        #expect(session.diagnostics()["deploy.runbook"]?.map(\.["code"]) == ["B0501"])
    }

    @Test func `Formatting is one edit from the first difference to the last`() {
        let session = ServerSession(format: { text in text.filter { $0 != UInt8(ascii: "\t") } })
        session.open("a.runbook", "é\tb\tc\n")
        let edits = session.ask("formatting", "a.runbook")
        #expect(edits[0]?["newText"]?.string == "b")
        #expect(edits[0]?["range"]?["start"]?["character"]?.int == 2)
        #expect(edits[0]?["range"]?["end"]?["character"]?.int == 5)
        #expect(ServerSession().ask("formatting", "a.runbook")["code"]?.int == -32601)
    }

    /// Spaces at the ends of lines go, and of several empty lines one stays.
    private static func tidy(_ text: [UInt8]) -> [UInt8] {
        var lines: [String] = []
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            let end = line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex
            if end > line.startIndex || lines.last != "" { lines.append(String(line[..<end])) }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private func lines(of edits: DataValue) -> [[Int?]] {
        (edits.array ?? []).map { [$0["range"]?["start"]?["line"]?.int, $0["range"]?["end"]?["line"]?.int] }
    }

    private func range(_ start: Position, _ end: Position) -> [(String, DataValue)] {
        [("range", ["start": start.data, "end": end.data]), ("options", ["tabSize": 4, "insertSpaces": true])]
    }

    @Test func `Formatting a range leaves all other lines`() {
        let session = ServerSession(format: Self.tidy)
        session.open("a.runbook", "one  \ntwo\nthree  \nand\n\n\n\nso\nfour  \n")
        func edits(_ start: (Int, Int), _ end: (Int, Int)) -> [[Int?]] {
            lines(
                of: session.ask(
                    "rangeFormatting", "a.runbook", nil,
                    range(Position(line: start.0, character: start.1), Position(line: end.0, character: end.1))))
        }
        #expect(edits((0, 0), (1, 0)) == [[0, 1]])
        #expect(edits((1, 0), (1, 3)) == [])
        #expect(edits((1, 0), (2, 2)) == [[2, 3]])
        #expect(edits((0, 0), (8, 6)).count == 4)
        #expect(edits((8, 0), (8, 6)) == [[8, 9]])
    }

    @Test func `Behind a line end the line before is formatted, and behind a brace its own`() {
        let session = ServerSession(format: Self.tidy)
        session.open("a.runbook", "phase {  \n}  \nnext  \n")
        func edits(_ typed: String, _ line: Int) -> [[Int?]] {
            lines(
                of: session.ask(
                    "onTypeFormatting", "a.runbook", Position(line: line, character: 0), [("ch", .string(typed))]))
        }
        #expect(edits("\n", 1) == [[0, 1]])
        #expect(edits("}", 1) == [[1, 2]])
        #expect(edits("\n", 0) == [])
    }

    @Test func `A server without a style offers none`() {
        let session = ServerSession()
        session.open("a.runbook", "one  \n")
        #expect(session.ask("rangeFormatting", "a.runbook")["code"] != nil)
        #expect(session.ask("onTypeFormatting", "a.runbook", Position(line: 0, character: 0))["code"] != nil)
    }
}
