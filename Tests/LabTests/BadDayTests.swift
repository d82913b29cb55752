import BelayData
import Testing

/// Bad days on which a bundled runbook has to notice something that nobody tells it.
@Suite("Bad days", .serialized, .timeLimit(.minutes(10)))
struct BadDayTests {
    /// The last check of a server that was out is one of the release before.
    @Test func `A release that fails only the checks of the balancer goes back`() throws {
        let end = try #require(try Rehearsal(bundled: "deploy", "--break", "health-fails@1.1[web1].1").end)
        #expect(end["outcome"]?.string == "handled")
        #expect(end["state"]?.string == "untouched")
        #expect(end["clients"]?.array?.first?["refused"]?.int == 0)
    }

    @Test func `A second primary is seen by those who watch, and cried out by the run`() throws {
        let end = try #require(
            try Rehearsal(bundled: "pg-failover", "--break", "restarted-behind-the-fence@4.1~1.1").end)
        #expect(end["state"]?.string == "noticed")
        let looks = end["clients"]?.array?.first { $0["name"]?.string == "looks" }
        #expect((looks?["refused"]?.int ?? 0) > 0)
    }

    @Test func `A quorum that is back after the last question is left alone, with all that was written to it`() throws {
        let end = try #require(
            try Rehearsal(bundled: "etcd-restore", "--break", "old-member-returns@2.2.1[etcd1].1").end)
        #expect(end["outcome"]?.string == "handled")
        #expect(end["state"]?.string == "back")
        let rows = end["clients"]?.array?.first { $0["name"]?.string == "rows" }
        #expect((rows?["acknowledged"]?.int ?? 0) > 0)
        #expect(rows?["lost"]?.int == 0)
    }

    @Test func `A disk that fills up does not cost a member its settings`() throws {
        let end = try #require(try Rehearsal(bundled: "etcd-restore", "--break", "disk-full@2.4.2[etcd1].1").end)
        #expect(end["outcome"]?.string != "done")
        #expect(end["state"]?.string == "untouched")
    }
}
