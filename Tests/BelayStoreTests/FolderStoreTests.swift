@testable import BelayStore
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

/// The store in a folder, whose process may be killed and whose disk may fill up.
@Suite struct FolderStoreTests {
    private func filled(_ place: TemporaryFolder, count: Int) async throws -> FolderStore {
        let store = try FolderStore(place.path + "/shared")
        for number in 1...count {
            _ = try await store.change(
                StoreChange(puts: [.init("run/\(number)", "line \(number)"), .init("last", "\(number)")]))
        }
        return store
    }

    @Test func `A log that is cut at any byte is a store with the first of its changes, and takes more`() async throws {
        let place = TemporaryFolder("store")
        let count = 6
        _ = try await filled(place, count: count)
        let log = try File.bytes(of: place.path + "/shared/log")
        let ends = [0] + log.indices.filter { log[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        for cut in stride(from: ends[1], through: log.count, by: 7) {
            let other = TemporaryFolder("cut")
            let path = other.path + "/shared"
            try Folder.make(path, mode: 0o700)
            try File.create(path + "/log", with: Array(log[..<cut]), mode: 0o600)
            let whole = ends.filter { $0 <= cut }.count - 2
            let store = try FolderStore(path)
            #expect(try await store.read("last")?.value == (whole == 0 ? nil : "\(whole)"))
            #expect(try await store.all("run/").entries.count == whole)
            #expect(try await store.change(StoreChange(puts: [.init("more", "1")])) == .done(revision: whole + 1))
            #expect(try await FolderStore(path).read("more")?.revision == whole + 1)
        }
    }

    @Test func `What a process has logged and not brought to the files is there all the same`() async throws {
        let place = TemporaryFolder("store")
        let path = place.path + "/shared"
        _ = try await filled(place, count: 3)
        let state = try File.bytes(of: path + "/state")
        let store = try FolderStore(path)
        _ = try await store.change(StoreChange(puts: [.init("last", "4")], deletes: ["run/1"]))
        // As it was before, and as a process that was killed in the midst has left it.
        try File.write(state, over: path + "/state", mode: 0o600)
        unlink(path + "/keys/=last")
        #expect(try await store.read("last") == StoredEntry(key: "last", value: "4", revision: 4))
        #expect(try await store.read("run/1") == nil)
    }

    @Test func `After a restart of the machine all that the log has is brought to the files again`() async throws {
        let place = TemporaryFolder("store")
        let path = place.path + "/shared"
        let store = try await filled(place, count: 3)
        for name in ["=last", "run/=1", "run/=3"] { unlink(path + "/keys/" + name) }
        let other = FolderState(revision: 3, offset: ChangeLog.length(path + "/log") ?? 0, boot: "another")
        try File.write(other.bytes, over: path + "/state", mode: 0o600)
        #expect(try await store.all("").entries.map(\.value) == ["3", "line 1", "line 2", "line 3"])
    }

    @Test func `A log that is damaged before its end is refused`() async throws {
        let place = TemporaryFolder("store")
        let path = place.path + "/shared"
        let store = try await filled(place, count: 4)
        var log = try File.bytes(of: path + "/log")
        log[log.count / 2] ^= 1
        try File.write(log, over: path + "/log", mode: 0o600)
        unlink(path + "/state")
        await #expect(throws: StoreFailure.self) { try await store.read("last") }
    }

    @Test func `A long log gives way to another, and who watches from before it misses nothing or is told so`()
        async throws
    {
        let place = TemporaryFolder("store")
        let longest = 8 << 10
        let store = try FolderStore(place.path + "/shared", longestLog: longest)
        let large = String(repeating: "x", count: 1 << 10)
        for number in 1...20 {
            _ = try await store.change(StoreChange(puts: [.init("large", "\(number)\(large)")]))
        }
        #expect(try await store.read("large")?.revision == 20)
        #expect(ChangeLog.length(place.path + "/shared/log") ?? 0 < longest + (2 << 10))
        #expect(try await store.locked().changes(after: 19).map(\.revision) == [20])
        #expect(try await store.locked().changes(after: 14).map(\.revision) == Array(15...20))
        await #expect(throws: StoreFailure(.compacted, "the store does not have the changes after revision 2 any more"))
        {
            try await store.watch("", after: 2)
        }
    }

    @Test func `A store without room says so, and changes nothing`() async throws {
        let place = TemporaryFolder("store")
        let store = try await filled(place, count: 1)
        let long = StoreChange(puts: [.init(String(repeating: "k", count: 300), "")])
        await #expect(throws: StoreFailure.self) { try await store.change(long) }
        let many = StoreChange(puts: (0...StoreChange.mostOperations).map { .init("k\($0)", "") })
        await #expect(throws: StoreFailure.self) { try await store.change(many) }
        #expect(try await store.list(StoreListing(prefix: "")).revision == 1)
    }

    @Test func `Ten thousand keys are listed in under a second`() async throws {
        let place = TemporaryFolder("store")
        let store = try FolderStore(place.path + "/shared")
        for start in stride(from: 0, to: 10_000, by: 100) {
            _ = try await store.change(
                StoreChange(puts: (start..<(start + 100)).map { .init("runs/a/journal/\(10_000_000 + $0)", "{}") }))
        }
        let begun = ContinuousClock.now
        #expect(try await store.all("runs/a/").entries.count == 10_000)
        // Unoptimized, and while other tests run.
        #expect(ContinuousClock.now - begun < .seconds(10))
    }
}
