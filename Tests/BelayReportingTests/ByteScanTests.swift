import BelayTestSupport
import Testing

@testable import BelayReporting

@Suite("Bytes eight at a time")
struct ByteScanTests {
    /// Mostly letters, so that the interesting ones are met at each place of a word.
    private func bytes(_ random: inout SeededRandom) -> [UInt8] {
        let edges: [UInt8] = [0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0x8A, 0x8D, 0xFF]
        return (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int.random(in: 0..<12, using: &random) == 0
                ? edges.randomElement(using: &random) ?? 0 : UInt8.random(in: 0x20...0x7E, using: &random)
        }
    }

    @Test func `The first line end is where a search byte by byte finds it`() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<20_000 {
            let bytes = bytes(&random)
            let start = Int.random(in: 0...bytes.count, using: &random)
            let expected = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            let found = bytes.withUnsafeBytes { ByteScan.lineEnd(in: $0, from: start) }
            #expect(found == expected, "\(bytes) from \(start)")
        }
    }

    @Test func `Bytes are printable when each of them is`() {
        var random = SeededRandom(seed: 42)
        for _ in 0..<20_000 {
            let bytes = bytes(&random)
            let expected = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            #expect(bytes.withUnsafeBytes(ByteScan.arePrintable) == expected, "\(bytes)")
        }
    }
}
