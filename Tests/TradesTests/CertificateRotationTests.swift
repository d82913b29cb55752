import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@Suite("A certificate is put in place of another") struct CertificateRotationTests {
    private static let site = "shop.example"
    private let world = TradeWorld(hosts: ["web1"])
    private let old: String
    private let new: String

    init() {
        world.makeFolder("hosts/web1/tls")
        world.makeFolder("hosts/web1/served")
        world.addService("nginx", on: "web1")
        for name in ["old", "new", "other"] { Self.makeCertificate(named: name, in: world) }
        old = world.read("old.crt")
        new = world.read("new.crt")
        world.write(old, to: "hosts/web1/tls/\(Self.site).crt")
        world.write(world.read("old.key"), to: "hosts/web1/tls/\(Self.site).key")
        world.write(old, to: "hosts/web1/served/\(Self.site).crt")
    }

    /// A real one for a year.
    private static func makeCertificate(named name: String, in world: TradeWorld) {
        let making = GuardedProcess(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "365", "-subj", "/CN=\(site)", "-keyout", world.path("\(name).key"), "-out",
                world.path("\(name).crt"),
            ], log: world.path("openssl.log"))
        while making.isRunning { usleep(1000) }
    }

    private func run(key: String = "new") async throws -> TradeRun {
        try await TradeRun(
            of: "tls-rotation",
            [
                "site=\(Self.site)", "node=web1", "certificate=\(world.path("new.crt"))",
                "key=\(world.path("\(key).key"))", "folder=\(world.path("hosts/web1/tls"))",
            ], in: world)
    }

    private func live(_ ending: String) -> String { world.read("hosts/web1/tls/\(Self.site).\(ending)") }
    private var served: String { world.read("hosts/web1/served/\(Self.site).crt") }

    @Test("The new certificate is served, with its key") func goodWay() async throws {
        let run = try await run()
        #expect(run.end.exitStatus == 0, "\(run.end)")
        #expect(served == new)
        #expect(live("crt") == new)
        #expect(live("key") == world.read("new.key"))
        #expect(live("crt.before") == old)
    }

    @Test("A key of another certificate is refused before anything is copied") func wrongKey() async throws {
        let run = try await run(key: "other")
        #expect(run.end.exitStatus == 1, "\(run.end)")
        #expect(run.end.failure?.message.contains("the key is not the certificate's") == true)
        #expect(run.changes == [])
        #expect(served == old)
        #expect(!world.has("hosts/web1/\(Self.site).crt.new"))
    }

    @Test("The reload fails: the old certificate is back") func reloadFails() async throws {
        world.write("", to: "hosts/web1/services/nginx/reload-fails")
        let run = try await run()
        #expect(run.end.exitStatus == 4, "\(run.end)")
        #expect(served == old)
        #expect(live("crt") == old)
        #expect(live("key") == world.read("old.key"))
        #expect(!world.has("hosts/web1/tls/\(Self.site).crt.before"))
        #expect(world.read("hosts/web1/services/nginx/log") == "reload")
    }
}
