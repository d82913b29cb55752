import BelayData
import BelayTestSupport
import Testing

@testable import BelaySystem

struct FileDigestTests {
    @Test func `It is the digest of BelayData, however the bytes are cut`() {
        var random = SeededRandom(seed: 7)
        for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 10_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            var digest = FileDigest()
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...200, using: &random))
                digest.update(Array(piece))
                rest = rest.dropFirst(piece.count)
            }
            #expect(digest.hex == SHA256.digest(of: bytes).hex)
            #expect(digest.size == length)
        }
    }

    @Test func `It is that of the standard's example`() {
        var digest = FileDigest()
        digest.update(Array("abc".utf8))
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
