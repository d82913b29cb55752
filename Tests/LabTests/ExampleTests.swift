import BelayData
import BelayTestSupport
import Foundation
import Testing

@Suite("The examples, on real services", .serialized)
struct ExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var name: String
        /// A fault after which a run is resumed.
        var killed: String
        /// The state in which it ends all the same.
        var done: String
        /// The step whose command fails.
        var failing: String
        /// The state in which that ends.
        var failed = "untouched"

        var testDescription: String { name }
    }

    private static let all = [
        Example(name: "backup-and-test", killed: "belay-killed-after@3.1", done: "kept", failing: "3.1"),
        Example(name: "canary", killed: "belay-killed-after@2.2[10].4", done: "moved", failing: "2.2[10].1"),
        Example(
            name: "etcd-setting", killed: "belay-killed-after@2.2[etcd1].1", done: "changed",
            failing: "2.2[etcd2].1"),
        Example(
            name: "kernel-update", killed: "belay-killed-after@2.1[app1].3", done: "updated",
            failing: "2.1[app2].3", failed: "updated"),
        Example(name: "postgres-failover", killed: "belay-killed-after@4.2", done: "switched", failing: "2.3"),
        Example(
            name: "postgres-triage", killed: "belay-killed-after@4.2", done: "looked", failing: "4.2",
            failed: "looked"),
        Example(
            name: "queue-drain", killed: "belay-killed-after@1.4[w1].2", done: "deployed", failing: "1.3[w2].1"),
        Example(
            name: "renew-certificate", killed: "belay-killed-after@2.5[web3].1", done: "renewed",
            failing: "2.5[web3].1"),
        Example(
            name: "restart-nginx", killed: "belay-killed-after@1.3", done: "serving", failing: "1.3",
            failed: "serving"),
        Example(
            name: "rolling-update", killed: "belay-killed-after@2.2[web3].2", done: "updated",
            failing: "2.2[web3].2"),
        Example(name: "rotate-password", killed: "belay-killed@2.1", done: "rotated", failing: "2.1"),
        Example(name: "schema-migration", killed: "belay-killed-after@1.6", done: "contracted", failing: "1.6"),
    ]

    private static func rehearse(_ example: Example, _ breakage: String) throws -> Rehearsal {
        let path = "\(Repository.path)/examples/\(example.name).runbook"
        return try Rehearsal(of: path, ["--break", breakage, "--format", "json"])
    }

    @Test func `Each of them is here`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.path)/examples")
        let names = files.filter { $0.hasSuffix(".runbook") }.map { String($0.dropLast(".runbook".count)) }
        #expect(names.sorted() == Self.all.map(\.name))
    }

    @Test(arguments: all)
    func `A run that is killed and resumed comes to its good end`(_ example: Example) throws {
        let run = try Self.rehearse(example, example.killed)
        let end = try #require(run.end, "\(run.output)")
        #expect(end["outcome"]?.string == "done", "\(run.output)")
        #expect(end["state"]?.string == example.done, "\(end.text)")
        #expect(end["broken"]?.array?.compactMap(\.string) == [example.killed])
    }

    @Test(arguments: all)
    func `A command that fails leaves a state that was declared`(_ example: Example) throws {
        let breakage = "command-fails@\(example.failing)"
        let run = try Self.rehearse(example, breakage)
        let end = try #require(run.end, "\(run.output)")
        #expect(end["state"]?.string == example.failed, "\(end.text)")
        #expect(end["broken"]?.array?.compactMap(\.string) == [breakage])
    }
}
