import BelayTestSupport
import Testing

@testable import BelayTransports

struct MarkerFilterTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `Marks are taken out wherever the pieces are cut`() {
        let all = bytes("ab\u{1E}T start 12\nc\u{1E}d\n\u{1E}T nonsense\n\u{1E}T exit 3\n\u{1E}T")
        for cut in 0...all.count {
            var filter = MarkerFilter(token: "T")
            let first = filter.filter(Array(all[..<cut]))
            let second = filter.filter(Array(all[cut...]))
            let passed = first.passed + second.passed + filter.rest()
            #expect(String(decoding: passed, as: UTF8.self) == "abc\u{1E}d\n\u{1E}T nonsense\n\u{1E}T")
            #expect(first.marks + second.marks == [.started(12), .exited(3)])
        }
    }

    @Test func `Text that only looks like a mark passes`() {
        var random = RandomTexts(seed: 5)
        for _ in 0..<2000 {
            let text = random.texts(4).joined()
            var filter = MarkerFilter(token: "0123")
            let (passed, marks) = filter.filter(bytes(text))
            #expect(passed + filter.rest() == bytes(text))
            #expect(marks.isEmpty)
        }
    }
}
