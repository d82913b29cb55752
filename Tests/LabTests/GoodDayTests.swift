import BelayData
import Testing

/// The bundled runbooks that are rehearsed in labs of the language, on a day when nothing goes wrong.
@Suite("Good days", .serialized, .timeLimit(.minutes(10)))
struct GoodDayTests {
    /// Clients of these find nobody who serves them until it is done, or the space is used up.
    private static let withoutService = ["pg-failover", "etcd-restore", "etcd-alone", "etcd-quota"]

    @Test(arguments: [
        ("deploy", "deployed"), ("pg-switchover", "switched"), ("pg-failover", "counted"), ("pg-rebuild", "rebuilt"),
        ("pg-health", "untouched"), ("etcd-health", "whole"), ("etcd-backup", "whole"), ("etcd-replace", "replaced"),
        ("etcd-quota", "spacious"), ("etcd-alone", "alone"), ("etcd-restore", "restored"),
    ])
    func `A good day ends in the state that the runbook is for`(runbook: String, state: String) throws {
        let rehearsal = try Rehearsal(bundled: runbook)
        let end = try #require(rehearsal.end, "\(rehearsal.output)")
        #expect(end["outcome"]?.string == "done")
        #expect(end["state"]?.string == state)
        let clients = try #require(end["clients"]?.array)
        #expect(clients.contains { $0["acknowledged"]?.int != 0 })
        for client in clients {
            #expect(client["refused"]?.int == 0 || Self.withoutService.contains(runbook), "\(client)")
            #expect(client["lost"] == nil || client["lost"]?.int == 0, "\(client)")
        }
    }

    @Test(arguments: ["haproxy", "address"])
    func `Clients get no error behind any front that can hold them`(front: String) throws {
        let end = try #require(try Rehearsal(bundled: "pg-switchover", "front=\(front)").end)
        #expect(end["state"]?.string == "switched")
        let clients = try #require(end["clients"]?.array)
        #expect(clients.count == 3)
        for client in clients {
            #expect(client["refused"]?.int == 0, "\(client)")
            #expect(client["acknowledged"]?.int != 0, "\(client)")
        }
    }
}
