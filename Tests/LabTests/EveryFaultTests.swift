import Testing

@Suite("Every fault at every step", .serialized)
struct EveryFaultTests {
    /// Each with how many are drawn.
    @Test(arguments: [
        ("multi-master", 2), ("deploy", 1),
        ("etcd-restore", 1), ("etcd-replace", 1), ("etcd-quota", 1),
        ("pg-switchover", 1), ("pg-failover", 1), ("pg-rebuild", 1),
    ])
    func `Whatever goes wrong: a sample of every fault at every step ends in a state that was declared`(
        runbook: String, count: Int
    ) throws {
        let run = try LabRun(
            "belay",
            words: [
                "rehearse", runbook, "--yes", "--every-fault", "--sample", "\(count)", "--seed", "11", "--at-once", "2",
            ])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("\n\(count) of "), "\(run.output)")
        #expect(run.output.contains(" 0 that ended in another state"), "\(run.output)")
    }
}
