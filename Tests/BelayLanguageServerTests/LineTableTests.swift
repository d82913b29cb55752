import BelayTestSupport
import Testing

@testable import BelayLanguageServer

/// Positions and byte offsets are the same places, in both encodings.
struct LineTableTests {
    private static let text = "a\r\nsecond é line\rthird 😀 x\n\nlast"

    @Test func `Lines end with all three line ends`() {
        let table = LineTable(Array(Self.text.utf8), .utf8)
        #expect(table.starts == [0, 3, 18, 31, 32])
        #expect(table.endOfLine(0) == 1)
        #expect(table.endOfLine(1) == 17)
    }

    @Test func `A character beyond the first plane has two units of UTF-16`() {
        let table = LineTable(Array(Self.text.utf8), .utf16)
        #expect(table.position(at: 28) == Position(line: 2, character: 8))
        #expect(table.offset(of: Position(line: 2, character: 8)) == 28)
        #expect(table.offset(of: Position(line: 2, character: 7)) == 24)
        #expect(table.offset(of: Position(line: 1, character: 99)) == 17)
        #expect(table.offset(of: Position(line: 99, character: 0)) == Self.text.utf8.count)
    }

    @Test(arguments: [PositionEncoding.utf8, .utf16])
    func `Every boundary of a character is a position and back`(encoding: PositionEncoding) {
        var random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            let text = random.text(of: ["a", "é", "😀", "\n", "\r\n", "\r", "漢", " "], count: 30)
            let bytes = Array(text.utf8)
            let table = LineTable(bytes, encoding)
            for offset in 0...bytes.count where offset == bytes.count || bytes[offset] & 0xC0 != 0x80 {
                // Between the two of a line end there is no position.
                if offset > 0, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { continue }
                #expect(table.offset(of: table.position(at: offset)) == offset)
            }
        }
    }
}
