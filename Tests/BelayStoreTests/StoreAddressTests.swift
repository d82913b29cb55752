@testable import BelayStore
import BelaySystem
import BelayTestSupport
import Testing

@Suite struct StoreAddressTests {
    private static let addresses: [(String, StoreAddress?)] = [
        ("/srv/store", StoreAddress.folder("/srv/store")), ("/srv/store/", .folder("/srv/store")),
        ("file:///srv/store", .folder("/srv/store")),
        (
            "etcd://10.0.0.5:2379,10.0.0.6:2379/belay",
            .program(scheme: "etcd", url: "etcd://10.0.0.5:2379,10.0.0.6:2379/belay")
        ),
        ("etcd+x://a", nil), ("store", nil), ("etcd:a", nil), ("etcd://me:word@a/b", nil), ("", nil), ("://a", nil),
    ]

    @Test(arguments: addresses)
    func `An address is a folder from the root on, or one with a scheme and without a password`(
        text: String, address: StoreAddress?
    ) {
        #expect((try? StoreAddress(text)) == address)
    }

    @Test func `A program that is nowhere is named`() throws {
        let address = try StoreAddress("nowhere://a")
        #expect(throws: StoreFailure.self) {
            try address.open(nextTo: "/usr/bin/belay", programs: ProgramSearch(path: "/nowhere"), environment: [:])
        }
    }

    /// What a program says that is not as the protocol has it.
    private func store(_ script: String, _ folder: TemporaryFolder) -> ProgramStore {
        ProgramStore(
            folder.write("#!/bin/sh\n\(script)\n", to: "program", mode: 0o700), url: "test://a",
            environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test func `A program that cannot reach its store says why`() async {
        let folder = TemporaryFolder("store")
        let store = store(#"echo '{"error":"no route to a","kind":"unavailable"}'; exit 1"#, folder)
        await #expect(throws: StoreFailure(.unavailable, "no route to a")) { try await store.read("a") }
    }

    @Test func `A program of another protocol is refused`() async {
        let folder = TemporaryFolder("store")
        let store = store(#"echo '{"protocol":2,"store":"x","name":"x"}'; cat > /dev/null"#, folder)
        let failure = await #expect(throws: StoreFailure.self) { try await store.read("a") }
        #expect(failure?.kind == .invalid)
    }

    @Test func `A change that a program dies in is unknown, a read is not done, and the next starts it again`() async {
        let folder = TemporaryFolder("store")
        let greeting = #"echo '{"protocol":1,"store":"x","name":"x"}'"#
        let store = store("\(greeting); read line; echo 'it broke' >&2; exit 3", folder)
        let change = await #expect(throws: StoreFailure.self) {
            try await store.change(StoreChange(puts: [.init("a", "")]))
        }
        #expect(change?.kind == .unknown)
        #expect(change?.message.hasSuffix("has ended: it broke") == true, "\(change?.message ?? "")")
        let read = await #expect(throws: StoreFailure.self) { try await store.read("a") }
        #expect(read?.kind == .unavailable)
        await store.close()
    }
}
