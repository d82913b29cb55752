import Testing

@Suite("Every fault at every step")
struct EveryFaultTests {
    @Test func `Whatever goes wrong: a sample of every fault at every step ends in a state that was declared`() throws {
        let run = try LabRun(
            "belay",
            words: [
                "rehearse", "multi-master", "--yes", "--every-fault", "--sample", "2", "--seed", "11", "--at-once", "2",
            ])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("\n2 of "), "\(run.output)")
        #expect(run.output.contains(" 0 that ended in another state"), "\(run.output)")
    }
}
