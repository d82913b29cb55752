import BelayRuntime
import Testing

@Suite("PostgreSQL fails over") struct PostgresFailoverTests {
    private let world = TradeWorld(hosts: ["pg1", "pg2", "pool1"])
    private let arguments = ["primary=pg1", "standby=pg2", "balancer=pool1", "password=sesame street"]

    init() {
        world.write("primary", to: "hosts/pg1/postgres/role")
        world.write("0/5000060", to: "hosts/pg1/postgres/position")
        world.write("standby", to: "hosts/pg2/postgres/role")
        replay("0/5000060")
        for host in ["pg1", "pg2"] { world.addService("postgresql", on: host) }
        world.write("sesame street", to: "hosts/pool1/pooler/password")
    }

    /// How far the standby is, which it tells the primary.
    private func replay(_ position: String) {
        world.write(position, to: "hosts/pg2/postgres/position")
        world.write(position, to: "hosts/pg1/postgres/standby/position")
    }

    private let operatorAnswers: TradeRun.Answers = { question in
        if case .pointOfNoReturn = question.kind { .text("pg1") } else { .none }
    }

    @Test("The standby is the primary, the old one is fenced, the pooler knows") func goodWay() async throws {
        let run = try await TradeRun(of: "postgres-failover", arguments, in: world, answers: operatorAnswers)
        #expect(run.end.exitStatus == 0, "\(run.end)")
        #expect(world.read("hosts/pg2/postgres/role") == "primary")
        #expect(world.read("hosts/pg1/services/postgresql/enabled") == "disabled")
        #expect(world.read("hosts/pg1/services/postgresql/active") == "inactive")
        #expect(world.read("hosts/pool1/pooler/log") == "RELOAD")
    }

    @Test("A standby that is too far behind stays one, and nothing was touched") func tooFarBehind() async throws {
        replay("0/1000000")
        let run = try await TradeRun(of: "postgres-failover", arguments, in: world, answers: operatorAnswers)
        #expect(run.end.exitStatus == 1, "\(run.end)")
        #expect(run.end.failure?.message.contains("the standby is too far behind") == true)
        #expect(run.changes == [])
        #expect(run.questions == [])
        #expect(world.read("hosts/pg1/services/postgresql/active") == "active")
    }

    @Test("A standby that never gets the rest: the old primary is back") func neverCatchesUp() async throws {
        replay("0/5000000")
        let run = try await TradeRun(of: "postgres-failover", arguments, in: world, answers: operatorAnswers)
        #expect(run.end.exitStatus == 4, "\(run.end)")
        #expect(run.end.failure?.kind == .deadline)
        #expect(world.read("hosts/pg1/services/postgresql/enabled") == "enabled")
        #expect(world.read("hosts/pg1/services/postgresql/active") == "active")
        #expect(world.read("hosts/pg2/postgres/role") == "standby")
        #expect(!world.has("hosts/pool1/pooler/log"))
        #expect(run.questions == [])
    }
}
