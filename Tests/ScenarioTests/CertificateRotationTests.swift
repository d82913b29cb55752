import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@Suite("A certificate is put in place of another") struct CertificateRotationTests {
    private static let site = "shop.example"
    private let dependencies = ScenarioWorld(hosts: ["web1"])
    private let old: String
    private let new: String

    init() {
        dependencies.makeFolder("hosts/web1/tls")
        dependencies.makeFolder("hosts/web1/served")
        dependencies.addService("nginx", on: "web1")
        for name in ["old", "new", "other"] { Self.makeCertificate(named: name, in: dependencies) }
        old = dependencies.read("old.crt")
        new = dependencies.read("new.crt")
        dependencies.write(old, to: "hosts/web1/tls/\(Self.site).crt")
        dependencies.write(dependencies.read("old.key"), to: "hosts/web1/tls/\(Self.site).key")
        dependencies.write(old, to: "hosts/web1/served/\(Self.site).crt")
    }

    /// A real one for a year.
    private static func makeCertificate(named name: String, in dependencies: ScenarioWorld) {
        let making = GuardedProcess(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "365", "-subj", "/CN=\(site)", "-keyout", dependencies.path("\(name).key"), "-out",
                dependencies.path("\(name).crt"),
            ], log: dependencies.path("openssl.log"))
        while making.isRunning { usleep(1000) }
    }

    private func run(key: String = "new") async throws -> ScenarioRun {
        try await ScenarioRun(
            of: "tls-rotation",
            [
                "site=\(Self.site)", "node=web1", "certificate=\(dependencies.path("new.crt"))",
                "key=\(dependencies.path("\(key).key"))", "folder=\(dependencies.path("hosts/web1/tls"))",
            ], in: dependencies)
    }

    private func live(_ ending: String) -> String { dependencies.read("hosts/web1/tls/\(Self.site).\(ending)") }
    private var served: String { dependencies.read("hosts/web1/served/\(Self.site).crt") }

    @Test func `The new certificate is served, with its key`() async throws {
        let run = try await run()
        #expect(run.end.outcome == .done, "\(run.end)")
        #expect(served == new)
        #expect(live("crt") == new)
        #expect(live("key") == dependencies.read("new.key"))
        #expect(live("crt.before") == old)
    }

    @Test func `A key of another certificate is refused before anything is copied`() async throws {
        let run = try await run(key: "other")
        #expect(run.end.outcome == .failed, "\(run.end)")
        #expect(run.end.failure?.message.contains("the key is not the certificate's") == true)
        #expect(run.changes == [])
        #expect(served == old)
        #expect(!dependencies.has("hosts/web1/\(Self.site).crt.new"))
    }

    @Test func `The reload fails: the old certificate is back`() async throws {
        dependencies.write("", to: "hosts/web1/services/nginx/reload-fails")
        let run = try await run()
        #expect(run.end.outcome == .handled, "\(run.end)")
        #expect(served == old)
        #expect(live("crt") == old)
        #expect(live("key") == dependencies.read("old.key"))
        #expect(!dependencies.has("hosts/web1/tls/\(Self.site).crt.before"))
        #expect(dependencies.read("hosts/web1/services/nginx/log") == "reload")
    }
}
