import BelaySource
import Testing

@Test func `Joined spans hold both`() {
    let file = FileNumber(0)
    #expect(
        Span(file: file, start: 3, end: 5).joined(Span(file: file, start: 1, end: 4))
            == Span(file: file, start: 1, end: 5))
}
