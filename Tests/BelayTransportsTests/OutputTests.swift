import BelayRuntime
import Testing

@testable import BelayTransports

struct OutputTests {
    @Test func `Pieces are of whole lines`() {
        var lines = LineBuffer()
        #expect(lines.gather(Array("a\nb".utf8)) == Array("a\n".utf8))
        #expect(lines.gather(Array("c".utf8)) == nil)
        #expect(lines.gather(Array("\n".utf8)) == Array("bc\n".utf8))
        #expect(lines.gather(Array("10 %\r20".utf8)) == Array("10 %\r".utf8))
        #expect(lines.rest() == Array("20".utf8))
        #expect(lines.rest() == nil)
    }

    @Test func `A line without end is handed on in parts`() {
        var lines = LineBuffer()
        let half = [UInt8](repeating: 97, count: LineBuffer.limit / 2)
        #expect(lines.gather(half) == nil)
        #expect(lines.gather(half) == half + half)
    }

    @Test func `The tail keeps the last whole lines`() {
        var tail = LastLines()
        for number in 0..<2000 { tail.append(Array("line \(number)\n".utf8)) }
        #expect(tail.text.hasSuffix("line 1998\nline 1999\n"))
        #expect(tail.text.hasPrefix("line "))
        #expect(tail.text.utf8.count <= 4096)
    }

    @Test func `The tail of bytes that are no text stays within its limit`() {
        var tail = LastLines()
        tail.append([UInt8](repeating: 0xFF, count: 5000))
        #expect(tail.text.utf8.count <= 4096)
        #expect(!tail.text.isEmpty)
    }

    @Test func `Captured output is cut at its limit`() {
        var captured = CapturedOutput(limit: 5)
        captured.append([1, 2, 3])
        #expect(!captured.isCut)
        captured.append([4, 5])
        #expect(!captured.isCut)
        captured.append([6])
        #expect(captured.isCut)
        #expect(captured.bytes == [1, 2, 3, 4, 5])
    }
}
