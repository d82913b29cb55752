import BelayRPC
import BelayTestSupport
import Testing

/// Cutting what comes into lines, whatever comes.
struct LineReaderTests {
    private func frames(_ pieces: [[UInt8]], limit: Int = 100) -> [LineReader.Frame] {
        var reader = LineReader(limit: limit)
        var frames: [LineReader.Frame] = []
        for piece in pieces {
            reader.add(piece)
            while let frame = reader.next() { frames.append(frame) }
        }
        return frames
    }

    private func line(_ text: String) -> LineReader.Frame { .line(Array(text.utf8)) }

    @Test func `Lines are the same wherever they are cut`() {
        let bytes = Array("{}\n\n \r\nnull\r\nhalf".utf8)
        let wanted = [line("{}"), line("null\r")]
        #expect(frames([bytes]) == wanted)
        #expect(frames(bytes.map { [$0] }) == wanted)
    }

    @Test func `A line that is too long costs itself only`() {
        let long = [UInt8](repeating: 0x61, count: 301)
        let bytes = Array("one\n".utf8) + long + Array("\ntwo\n".utf8)
        let broken = LineReader.Frame.broken("a message may have 100 bytes, and this one has more")
        let wanted = [line("one"), broken, line("two")]
        #expect(frames([bytes]) == wanted)
        #expect(frames(bytes.map { [$0] }) == wanted)
        #expect(frames([long, long]) == [broken])
    }

    @Test func `Random bytes in random pieces are the lines between their line ends`() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<500 {
            let bytes = (0..<random.below(80)).map { _ in random.pick([0x0A, 0x0A, 0x61, 0x20, 0xFF, 0x00] as [UInt8]) }
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                pieces.append(Array(rest.prefix(1 + random.below(7))))
                rest = rest.dropFirst(pieces[pieces.count - 1].count)
            }
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            let wanted = lines.filter { !$0.allSatisfy { $0 == 0x20 } }.map { LineReader.Frame.line(Array($0)) }
            #expect(frames(pieces) == wanted)
        }
    }
}
