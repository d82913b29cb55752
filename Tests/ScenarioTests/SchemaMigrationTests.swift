import BelayRuntime
import BelaySyntax
import Testing

@Suite("A schema is migrated") struct SchemaMigrationTests {
    private let dependencies = ScenarioWorld(hosts: ["shop.example"])
    private var arguments: [String] {
        [
            "url=postgres://shop:se same@db/shop", "app=shop.example", "version=42",
            "backups=\(dependencies.path("backups"))",
        ]
    }

    init() {
        dependencies.write("postgres://shop:se same@db/shop", to: "database/address")
        dependencies.write("41", to: "database/version")
        dependencies.write("apple\npear", to: "database/rows")
        dependencies.write("42", to: "hosts/shop.example/newest-schema")
        dependencies.makeFolder("backups")
    }

    @Test func `The schema is the new one, and a dump of the old one is kept`() async throws {
        let run = try await ScenarioRun(of: "schema-migration", arguments, in: dependencies)
        #expect(run.end.outcome == .done, "\(run.end)")
        #expect(dependencies.read("database/version") == "42")
        #expect(dependencies.read("database/rows") == "apple in schema 42\npear in schema 42")
        #expect(run.changes.count == 2)
        #expect(run.changes.allSatisfy { !$0.contains("se same") })
    }

    @Test func `The smoke test fails: the dump is back`() async throws {
        dependencies.write("41", to: "hosts/shop.example/newest-schema")
        let run = try await ScenarioRun(of: "schema-migration", arguments, in: dependencies) { _ in .yes }
        #expect(run.end.outcome == .handled, "\(run.end)")
        #expect(run.end.failure?.status == 22)
        #expect(dependencies.read("database/version") == "41")
        #expect(dependencies.read("database/rows") == "apple\npear")
        #expect(run.effects.filter { $0.script.shown.hasPrefix("curl ") }.count == 3)
    }

    @Test func `A no keeps what was written since`() async throws {
        dependencies.write("41", to: "hosts/shop.example/newest-schema")
        let run = try await ScenarioRun(of: "schema-migration", arguments, in: dependencies) { _ in .no }
        #expect(run.end.outcome == .handlerFailed, "\(run.end)")
        #expect(run.end.pendingUndo.flatMap(\.commands).map(\.sign) == [.destroys])
        #expect(dependencies.read("database/version") == "42")
        #expect(run.changes.count == 2)
    }
}
