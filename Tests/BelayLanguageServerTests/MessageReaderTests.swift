import Testing

@testable import BelayLanguageServer

/// Cutting what comes into messages, whatever comes.
struct MessageReaderTests {
    private func frames(_ pieces: [String]) -> [MessageReader.Frame] {
        var reader = MessageReader()
        var frames: [MessageReader.Frame] = []
        for piece in pieces {
            reader.add(piece.utf8)
            while let frame = reader.next() { frames.append(frame) }
        }
        return frames
    }

    private static let two = "Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:4\r\n\r\nnull"

    @Test func `Messages are the same wherever they are cut`() {
        let wanted: [MessageReader.Frame] = [.message(Array("{}".utf8)), .message(Array("null".utf8))]
        #expect(frames([Self.two]) == wanted)
        #expect(frames(Self.two.map { String($0) }) == wanted)
    }

    @Test func `A header without a length costs one message`() {
        let found = frames(["Length: 2\r\n\r\n{}" + Self.two])
        #expect(found == [.broken("a message needs the header `Content-Length: BYTES`")] + frames([Self.two]))
    }

    @Test func `A length that is not a number, and one that is too large`() {
        #expect(frames(["Content-Length: many\r\n\r\n" + Self.two]).dropFirst() == frames([Self.two])[...])
        let found = frames(["Content-Length: 999999999999\r\n\r\n"])
        #expect(found == [.broken("a message may have 268435456 bytes, this one has 999999999999")])
    }

    @Test func `What never ends is no header`() {
        let found = frames([String(repeating: "x", count: 1 << 15), Self.two])
        #expect(found.suffix(2) == frames([Self.two])[...])
        #expect(found.count == 3)
    }
}
