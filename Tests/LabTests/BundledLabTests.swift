import BelayData
import BelayTestSupport
import Testing

/// The bundled runbooks that are rehearsed in labs of the language, and small ones that do the same as it is often done.
@Suite("Bundled runbooks in bundled labs", .serialized, .timeLimit(.minutes(10)))
struct BundledLabTests {
    private static func rehearse(_ words: String...) throws -> Rehearsal {
        Rehearsal(try LabRun("belay", words: ["rehearse"] + words + ["--yes", "--format", "json"]))
    }

    private static func naive(_ name: String) -> String {
        "\(Repository.path)/Tests/Samples/Labs/postgres-naive/\(name).runbook"
    }

    @Test(arguments: [
        ("deploy", "deployed"), ("pg-switchover", "switched"), ("pg-failover", "counted"), ("pg-rebuild", "rebuilt"),
        ("pg-health", "untouched"),
    ])
    func `A good day ends in the state that the runbook is for`(runbook: String, state: String) throws {
        let rehearsal = try Self.rehearse(runbook)
        let end = try #require(rehearsal.end, "\(rehearsal.output)")
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == state)
        let clients = try #require(end["clients"]?.array)
        #expect(clients.contains { $0["acknowledged"]?.int != 0 })
        for client in clients { #expect(client["refused"]?.int == 0 || state == "counted", "\(client)") }
    }

    /// The last check of a server that was out is one of the release before.
    @Test func `A release that fails only the checks of the balancer goes back`() throws {
        let end = try #require(try Self.rehearse("deploy", "--break", "health-fails@1.1[web1].1").end)
        #expect(end["outcome"]?.string == "handled")
        #expect(end["state"]?.string == "untouched")
        #expect(end["clients"]?.array?.first?["refused"]?.int == 0)
    }

    @Test(arguments: ["haproxy", "address"])
    func `Clients get no error behind any front that can hold them`(front: String) throws {
        let end = try #require(try Self.rehearse("pg-switchover", "front=\(front)").end)
        #expect(end["state"]?.string == "switched")
        let clients = try #require(end["clients"]?.array)
        #expect(clients.count == 3)
        for client in clients {
            #expect(client["refused"]?.int == 0, "\(client)")
            #expect(client["acknowledged"]?.int != 0, "\(client)")
        }
    }

    @Test(arguments: ["switchover", "follow", "rewind"])
    func `The labs see what is left when it is done as it often is`(name: String) throws {
        let end = try #require(try Self.rehearse(Self.naive(name)).end)
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == nil)
        #expect(end["reasons"]?.array?.isEmpty == false)
    }

    @Test func `A cable that is back in finds a primary, and a second one only where nobody has looked again`() throws {
        let bundled = try #require(
            try Self.rehearse("pg-failover", "--break", "cable-out@1.1", "--break", "cable-back@3.6").end)
        #expect(bundled["outcome"]?.string == "handled")
        #expect(bundled["state"]?.string == "alive")
        let often = try #require(
            try Self.rehearse(Self.naive("failover"), "--break", "cable-out@1.1", "--break", "cable-back@1.4").end)
        #expect(often["outcome"]?.string == "done")
        #expect(often["state"]?.string == nil)
    }

    @Test func `A second primary is seen by those who watch, and cried out by the run`() throws {
        let end = try #require(
            try Self.rehearse("pg-failover", "--break", "restarted-behind-the-fence@4.1~1.1").end)
        #expect(end["state"]?.string == "noticed")
        let looks = end["clients"]?.array?.first { $0["name"]?.string == "looks" }
        #expect((looks?["refused"]?.int ?? 0) > 0)
    }
}
