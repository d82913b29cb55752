import BelayRuntime
import BelaySyntax
import Synchronization
import Testing

@Suite("Web hosts are restarted, five at a time") struct RollingRestartTests {
    private static let hosts = (1...8).map { "web\($0)" }
    private let dependencies = ScenarioWorld(hosts: hosts + ["balancer"])
    private let arguments = ["hosts=[\(hosts.joined(separator: ", "))]", "balancer=balancer", "pool=web"]

    init() {
        for host in Self.hosts {
            dependencies.addService("nginx", on: host)
            dependencies.write("enabled", to: "hosts/balancer/pools/web/\(host)")
        }
    }

    private func pool(_ host: String) -> String { dependencies.read("hosts/balancer/pools/web/\(host)") }
    private func log(_ host: String) -> String { dependencies.read("hosts/\(host)/services/nginx/log") }

    @Test func `All are restarted once and back in the pool`() async throws {
        dependencies.write("10.0.0.7:50212\n10.0.0.8:50213", to: "hosts/web3/clients")
        let run = try await ScenarioRun(of: "rolling-restart", arguments, in: dependencies)
        #expect(run.end.outcome == .done, "\(run.end)")
        for host in Self.hosts {
            #expect(log(host) == "restart")
            #expect(pool(host) == "enabled")
        }
        #expect(dependencies.read("hosts/web3/clients") == "")
    }

    /// The sixth begins in the place of the first that fails: until two have failed there is room for it.
    @Test func `Two fail: those begun finish, the rest stays as it is`() async throws {
        let failing = Self.hosts[3...4]
        let finishing = Self.hosts[..<3] + [Self.hosts[5]]
        for host in failing { dependencies.write("", to: "hosts/\(host)/services/nginx/restart-fails") }
        // The first three are slow: they end when two have failed and the sixth is back in the pool.
        for host in Self.hosts[..<3] {
            dependencies.write(dependencies.path("go"), to: "hosts/\(host)/services/nginx/restart-waits-for")
        }
        let settled = Mutex<Set<String>>([])
        let run = try await ScenarioRun(
            of: "rolling-restart", arguments, in: dependencies,
            watch: { [dependencies] event in
                guard case .stepFinished(let end) = event, end.kind == .command else { return }
                let step = end.step.description
                let count = settled.withLock { settled in
                    if ["1.1[web4].3", "1.1[web5].3", "1.1[web6].5"].contains(step) { settled.insert(step) }
                    return settled.count
                }
                if count == 3, !dependencies.has("go") { dependencies.write("", to: "go") }
            })
        #expect(run.end.outcome == .failed, "\(run.end)")
        for host in finishing {
            #expect(log(host) == "restart")
            #expect(pool(host) == "enabled")
        }
        for host in failing {
            #expect(log(host) == "")
            #expect(pool(host) == "disabled")
        }
        for host in Self.hosts[6...] {
            #expect(log(host) == "")
            #expect(pool(host) == "enabled")
            #expect(!run.effects.contains { $0.script.shown.contains(host) || $0.location.shown.hasPrefix(host) })
        }
    }
}
