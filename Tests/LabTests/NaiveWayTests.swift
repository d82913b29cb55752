import BelayData
import BelayTestSupport
import Testing

/// Ways to lose data without a word, each as it is often done and as the bundled runbook does it, in the same lab.
@Suite("Naive ways", .serialized, .timeLimit(.minutes(10)))
struct NaiveWayTests {
    /// Of `Tests/Samples/Labs`.
    private func naive(_ name: String, _ options: String...) throws -> Rehearsal {
        try Rehearsal(of: "\(Repository.path)/Tests/Samples/Labs/\(name).runbook", options + ["--format", "json"])
    }

    /// It says that all is done, and the lab is in none of its states.
    private func expectSilence(_ rehearsal: Rehearsal, reason: String) throws {
        try expectSilence(rehearsal, reasons: [reason])
    }

    /// For one of several reasons.
    private func expectSilence(_ rehearsal: Rehearsal, reasons possible: [String]) throws {
        let end = try #require(rehearsal.end, "\(rehearsal.output)")
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == nil)
        let reasons = try #require(end["reasons"]?.array)
        #expect(reasons.contains { reason in possible.contains { reason.string?.contains($0) == true } }, "\(reasons)")
    }

    // --- etcd

    @Test func `With the old token an old member joins a restored cluster, and they hold different things`() throws {
        try expectSilence(naive("etcd-naive/restore"), reason: "the members hold different things")
        let end = try #require(try Rehearsal(bundled: "etcd-restore", "--break", "old-member-returns@3.2[etcd3].1").end)
        #expect(end["outcome"]?.string == "failed")
        #expect(end["failure"]?["message"]?.string?.contains("the member at http://etcd3:2380 has not started") == true)
        #expect(end["state"]?.string == "short")
    }

    @Test func `With a new token the members of the past stay in the store, which only the bundled runbook says`()
        throws
    {
        let often = try naive("etcd-naive/restore", "token=new", "lost=[etcd1,etcd2,etcd3]")
        #expect(often.end?["state"]?.string == "restored")
        #expect(often.output.contains("The member list names 3 members, the v3 store 6."))
        let end = try #require(try Rehearsal(bundled: "etcd-restore").end)
        #expect(end["state"]?.string == "restored")
        let notes = end["notes"]?.array?.compactMap { $0["text"]?.string } ?? []
        #expect(notes.contains { $0.hasPrefix("the v3 store still names the members of the old cluster") }, "\(notes)")
    }

    @Test func `The status of a damaged snapshot is good, and a trial restore finds it`() throws {
        let often = try naive("etcd-naive/backup", "--break", "snapshot-damaged@1.1")
        try expectSilence(often, reason: "naive.db is damaged")
        let end = try #require(try Rehearsal(bundled: "etcd-backup", "--break", "snapshot-damaged@2.2").end)
        #expect(end["outcome"]?.string == "handled")
        #expect(end["failure"]?["output"]?.string?.contains("expected sha256") == true)
        #expect(end["state"]?.string == "whole")
    }

    @Test func `A learner is asked for a snapshot for ever, or refused at once`() throws {
        let often = try #require(try naive("etcd-naive/learner").end)
        #expect(often["failure"]?["kind"]?.string == "deadline")
        #expect(often["failure"]?["output"]?.string?.contains("rpc not supported for learner") == true)
        let end = try #require(try naive("etcd-naive/learner", "way=library").end)
        #expect(
            end["failure"]?["message"]?.string
                == "etcd on etcd4 is a learner, which gives no snapshots: take a voting member")
    }

    @Test func `A removal that has failed without a quorum comes true, or is refused`() throws {
        let often = try naive("etcd-naive/remove")
        try expectSilence(often, reason: "not all members are healthy")
        #expect(often.output.contains("The removal says: Error: "))
        #expect(often.output.contains("The members are etcd1, etcd3."))
        let end = try #require(try naive("etcd-naive/remove", "way=library").end)
        #expect(end["failure"]?["message"]?.string == "etcd on etcd1 has no quorum")
    }

    @Test func `A new member before the dead one is out is refused by etcd, and the other way round it joins`() throws {
        let often = try #require(try naive("etcd-naive/replace").end)
        #expect(often["failure"]?["output"]?.string?.contains("etcdserver: unhealthy cluster") == true)
        #expect(try Rehearsal(bundled: "etcd-replace").end?["state"]?.string == "replaced")
    }

    // --- PostgreSQL

    @Test func `What was acknowledged and is lost is counted, where it is often not even said`() throws {
        let often = try naive("postgres-naive/failover")
        #expect(often.end?["outcome"]?.string == "done")
        #expect(!often.output.contains("are not on db2"))
        let bundled = try Rehearsal(bundled: "pg-failover")
        #expect(bundled.end?["state"]?.string == "counted")
        #expect(bundled.output.contains("5 transactions were committed on db1 after 0/3000000 and are not on db2."))
    }

    /// What was rewound is never fed; by then it has reached a consistent state with what it has copied, or it waits
    /// for the rest before it answers anybody.
    @Test(arguments: [
        ("follow", ["db1 does not follow db2"]), ("rewind", ["db1 is no standby", "db1 does not follow db2"]),
    ])
    func `A standby that has diverged looks alive, and so does one with the settings of the other`(
        name: String, reasons: [String]
    ) throws {
        try expectSilence(naive("postgres-naive/\(name)"), reasons: reasons)
    }

    @Test func `A switchover without a pause keeps the old slot, and gives clients errors`() throws {
        let often = try naive("postgres-naive/switchover")
        try expectSilence(often, reason: "db1 keeps the log for somebody")
        let refused = (often.end?["clients"]?.array ?? []).compactMap { $0["refused"]?.int }
        #expect(refused.reduce(0, +) > 0)
    }

    @Test func `A cable that is back in finds a primary, and a second one only where nobody has looked again`() throws {
        let end = try #require(
            try Rehearsal(bundled: "pg-failover", "--break", "cable-out@1.1", "--break", "cable-back@3.6").end)
        #expect(end["outcome"]?.string == "handled")
        #expect(end["state"]?.string == "alive")
        let often = try #require(
            try naive("postgres-naive/failover", "--break", "cable-out@1.1", "--break", "cable-back@1.4").end)
        #expect(often["outcome"]?.string == "done")
        #expect(often["state"]?.string == nil)
    }
}
