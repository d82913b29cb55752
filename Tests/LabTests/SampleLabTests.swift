import BelayData
import BelayTestSupport
import Testing

@Suite("The labs of the samples", .serialized)
struct SampleLabTests {
    private func rehearse(_ sample: String, _ options: String...) throws -> Rehearsal {
        try Rehearsal(of: "\(Repository.path)/Tests/Samples/Labs/\(sample).runbook", options)
    }

    @Test func `Web servers behind a balancer: each gets its version, and pages are served meanwhile`() throws {
        let run = try rehearse("web/deploy", "--format", "json")
        #expect(run.status == 0, "\(run.output)")
        let end = try #require(run.end)
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == "released")
        #expect(end["reasons"]?.array?.isEmpty == true)
        #expect(end["broken"]?.array?.isEmpty == true)
        let pages = try #require(end["clients"]?.array?.first)
        #expect(pages["name"]?.string == "pages")
        #expect(try #require(pages["acknowledged"]?.int) > 10)
        #expect(pages["lost"] == nil)
        #expect(pages["longestSeconds"]?.double != nil)
    }

    /// A server that was out keeps the result of its last check, which was of the release before.
    @Test func `A release that fails only the checks of the balancer stops a roll at its first batch, and goes back`()
        throws
    {
        let run = try rehearse("farm/roll", "--format", "json", "--break", "health-fails@1.1[web1].1")
        let end = try #require(run.end, "\(run.output)")
        #expect(end["outcome"]?.string == "handled", "\(run.output)")
        #expect(end["state"]?.string == "untouched", "\(end.text)")
        #expect(!run.output.contains("1.1[web3].1"), "\(run.output)")
    }

    @Test func `Servers are rolled in batches, and a second time nothing is to do`() throws {
        let run = try rehearse("farm/roll", "--format", "json", "--twice")
        let end = try #require(run.end, "\(run.output)")
        #expect(run.status == 0, "\(run.output)")
        #expect(end["state"]?.string == "rolled", "\(end.text)")
        #expect(end["clients"]?.array?.first?["refused"]?.int == 0)
    }

    @Test func `A database and its standby change places, and no row is lost`() throws {
        let run = try rehearse("postgres/switchover")
        #expect(run.status == 0, "\(run.output)")
        let summary = run.output.split(separator: "\n\n").last ?? ""
        #expect(
            summary.hasPrefix("Switched: db2 leads, db1 follows it, and no row is lost.\n  rows        "),
            "\(run.output)")
        #expect(summary.contains(/\ {2}rows {8}[1-9][0-9]* acknowledged, none lost/))
        #expect(summary.contains(/\n {2}no rows {5}(never|for [0-9.]+s)\n/))
        for phase in ["Look first", "Stop the primary", "Change places"] { #expect(summary.contains("  \(phase)\n")) }
    }

    @Test func `Members of etcd go back to a snapshot, and what came after it is lost`() throws {
        let run = try rehearse("etcd/restore")
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("\nRestored: three healthy members with what the snapshot held; what came after"))
        #expect(run.output.contains(/\ {2}rows {8}[0-9]+ acknowledged, [1-9][0-9]* lost: [0-9]+/), "\(run.output)")
    }
}
