import BelayTestSupport
import Testing

@testable import BelayTransports

struct MarkerFilterTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func own(_ pieces: [StreamPiece]) -> [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            if case .bytes(let bytes) = piece { bytes } else { [] }
        }
    }

    @Test func `Marks are taken out wherever the pieces are cut`() {
        let all = bytes("ab\u{1E}T start 12\nc\u{1E}d\n\u{1E}T nonsense\n\u{1E}T exit 3\n\u{1E}T")
        for cut in 0...all.count {
            let log = MarkerLog()
            var filter = MarkerFilter(token: "T", log: log)
            let first = filter.pieces(of: Array(all[..<cut]))
            let pieces = first + filter.pieces(of: Array(all[cut...]))
            let passed = own(pieces) + filter.rest()
            #expect(String(decoding: passed, as: UTF8.self) == "abc\u{1E}d\n\u{1E}T nonsense\n\u{1E}T")
            #expect(log.all == [.started(12), .exited(3)])
        }
    }

    @Test func `Text that only looks like a mark passes`() {
        var random = RandomTexts(seed: 5)
        for _ in 0..<2000 {
            let text = random.texts(4).joined()
            let log = MarkerLog()
            var filter = MarkerFilter(token: "0123", log: log)
            let pieces = filter.pieces(of: bytes(text))
            #expect(own(pieces) + filter.rest() == bytes(text))
            #expect(log.all.isEmpty)
        }
    }
}
