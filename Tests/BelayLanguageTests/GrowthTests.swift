import BelayLanguage
import BelaySource
import Testing

@Suite("Checking grows with the length of the text and no faster")
struct GrowthTests {
    @Test func `A generated runbook of twenty thousand lines checks`() {
        let checked = Project(GeneratedRunbook.text(lines: 20_000)).check()
        #expect(checked.diagnostics.map(\.message) == [])
        #expect(checked.program?.definitions.count ?? 0 > 2_000)
    }
}
