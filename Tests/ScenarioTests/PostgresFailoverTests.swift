import BelayRuntime
import Testing

@Suite("PostgreSQL fails over") struct PostgresFailoverTests {
    private let dependencies = ScenarioWorld(hosts: ["pg1", "pg2", "pool1"])
    private let arguments = ["primary=pg1", "standby=pg2", "balancer=pool1", "password=sesame street"]

    init() {
        dependencies.write("primary", to: "hosts/pg1/postgres/role")
        dependencies.write("0/5000060", to: "hosts/pg1/postgres/position")
        dependencies.write("standby", to: "hosts/pg2/postgres/role")
        replay("0/5000060")
        for host in ["pg1", "pg2"] { dependencies.addService("postgresql", on: host) }
        dependencies.write("sesame street", to: "hosts/pool1/pooler/password")
    }

    /// The standby's position, which it reports to the primary.
    private func replay(_ position: String) {
        dependencies.write(position, to: "hosts/pg2/postgres/position")
        dependencies.write(position, to: "hosts/pg1/postgres/standby/position")
    }

    private let operatorAnswers: ScenarioRun.Answers = { question in
        if case .pointOfNoReturn = question.kind { .text("pg1") } else { .none }
    }

    @Test func `The standby is the primary, the old one is fenced, the pooler knows`() async throws {
        let run = try await ScenarioRun(of: "postgres-failover", arguments, in: dependencies, answers: operatorAnswers)
        #expect(run.end.outcome == .done, "\(run.end)")
        #expect(dependencies.read("hosts/pg2/postgres/role") == "primary")
        #expect(dependencies.read("hosts/pg1/services/postgresql/enabled") == "disabled")
        #expect(dependencies.read("hosts/pg1/services/postgresql/active") == "inactive")
        #expect(dependencies.read("hosts/pool1/pooler/log") == "RELOAD")
    }

    @Test func `A standby that is too far behind stays one, and nothing was touched`() async throws {
        replay("0/1000000")
        let run = try await ScenarioRun(of: "postgres-failover", arguments, in: dependencies, answers: operatorAnswers)
        #expect(run.end.outcome == .failed, "\(run.end)")
        #expect(run.end.failure?.message.contains("the standby is too far behind") == true)
        #expect(run.changes == [])
        #expect(run.questions == [])
        #expect(dependencies.read("hosts/pg1/services/postgresql/active") == "active")
    }

    @Test func `A standby that never gets the rest: the old primary is back`() async throws {
        replay("0/5000000")
        let run = try await ScenarioRun(of: "postgres-failover", arguments, in: dependencies, answers: operatorAnswers)
        #expect(run.end.outcome == .handled, "\(run.end)")
        #expect(run.end.failure?.kind == .deadline)
        #expect(dependencies.read("hosts/pg1/services/postgresql/enabled") == "enabled")
        #expect(dependencies.read("hosts/pg1/services/postgresql/active") == "active")
        #expect(dependencies.read("hosts/pg2/postgres/role") == "standby")
        #expect(!dependencies.has("hosts/pool1/pooler/log"))
        #expect(run.questions == [])
    }
}
