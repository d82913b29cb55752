@testable import BelayStore
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

/// A store, asked anything in any order, says what the same store in memory says: the folder, and a program that speaks for one.
@Suite(.serialized)
struct StoreLawTests {
    enum Kind: CaseIterable, CustomTestStringConvertible {
        case folder
        case program

        var testDescription: String { "\(self)" }
    }

    private static let folder = TemporaryFolder("stores")

    /// A program whose name is that of a store.
    private static let program: String = {
        folder.write(
            "#!/bin/sh\nexec '\(BuiltProgram.path())' store-folder \"$1\"\n", to: "belay-store-test", mode: 0o700)
    }()

    static func open(_ kind: Kind, _ path: String) throws -> any SharedStore {
        switch kind {
        case .folder: return try FolderStore(path)
        case .program:
            let search = ProgramSearch(path: Self.folder.path)
            _ = program
            return try StoreAddress("test://\(path)")
                .open(nextTo: "/nowhere/bin/belay", programs: search, environment: ["PATH": "/usr/bin:/bin"])
        }
    }

    private static let parts = ["a", "b", "a-b", "ä", "a b", ".", "..", "", "%", "=", "zz"]

    private static func key(_ random: inout SeededRandom) -> String {
        (0...random.below(3)).map { _ in random.pick(parts) }.joined(separator: "/")
    }

    @Test(arguments: Kind.allCases) func `A store says what the same store in memory says`(kind: Kind) async throws {
        let place = TemporaryFolder("store")
        let store = try Self.open(kind, place.path + "/shared")
        let reference = ReferenceStore()
        var random = SeededRandom(seed: 41)
        for turn in 0..<(kind == .folder ? 1_500 : 400) {
            switch random.below(6) {
            case 0:
                let key = Self.key(&random)
                #expect(try await store.read(key) == reference.read(key), "read \(key)")
            case 1:
                let listing = StoreListing(
                    prefix: random.onceIn(3) ? "" : Self.key(&random),
                    after: random.onceIn(2) ? Self.key(&random) : nil,
                    limit: random.onceIn(2) ? 1 + random.below(4) : nil, keysOnly: random.onceIn(2))
                #expect(try await store.list(listing) == reference.list(listing), "\(listing)")
            default:
                let change = try await Self.change(&random, turn, reference)
                #expect(try await store.change(change) == reference.change(change), "\(change)")
            }
        }
        await store.close()
    }

    /// Mostly one whose conditions hold.
    private static func change(
        _ random: inout SeededRandom, _ turn: Int, _ reference: ReferenceStore
    ) async throws -> StoreChange {
        var change = StoreChange()
        for index in 0..<random.below(4) {
            let key = key(&random)
            if change.puts.contains(where: { $0.key == key }) { continue }
            change.puts.append(.init(key, random.onceIn(5) ? "" : "value \(turn).\(index) \"\\\n\u{7F}é"))
        }
        if random.onceIn(4) {
            let key = key(&random)
            if !change.puts.contains(where: { $0.key == key }) { change.deletes.append(key) }
        }
        for _ in 0..<random.below(3) {
            let key = key(&random)
            let revision = try await reference.read(key)?.revision ?? 0
            change.conditions.append(.init(key, is: random.onceIn(4) ? random.below(turn + 1) : revision))
        }
        return change
    }

    @Test(arguments: Kind.allCases) func `Of many who count at once none counts what another has`(kind: Kind)
        async throws
    {
        let place = TemporaryFolder("store")
        let path = place.path + "/shared"
        let (writers, turns) = (4, 25)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    let store = try Self.open(kind, path)
                    for _ in 0..<turns {
                        while true {
                            let found = try await store.read("count")
                            let next = String((found.flatMap { Int($0.value ?? "") } ?? 0) + 1)
                            let change = StoreChange(
                                puts: [.init("count", next), .init("log/\(next)", next)],
                                conditions: [.init("count", is: found?.revision ?? 0)])
                            if case .done = try await store.change(change) { break }
                        }
                    }
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
        let store = try Self.open(kind, path)
        #expect(try await store.read("count")?.value == String(writers * turns))
        #expect(try await store.all("log/").entries.count == writers * turns)
        await store.close()
    }

    @Test(arguments: Kind.allCases) func `Whoever watches is told each change once and in order`(kind: Kind)
        async throws
    {
        let place = TemporaryFolder("store")
        let store = try Self.open(kind, place.path + "/shared")
        let reference = ReferenceStore()
        var random = SeededRandom(seed: 43)
        for turn in 0..<20 {
            let change = try await Self.change(&random, turn, reference)
            _ = try await (store.change(change), reference.change(change))
        }
        let after = reference.history[reference.history.count / 2].revision
        let watch = try await store.watch("a", after: after)
        for turn in 20..<60 {
            let change = try await Self.change(&random, turn, reference)
            _ = try await (store.change(change), reference.change(change))
        }
        let wanted = reference.history.filter { $0.revision > after && $0.key.utf8.starts(with: "a".utf8) }
        let count = wanted.count
        let following = Task {
            var told: [StoredEntry] = []
            for await piece in watch {
                told += try piece.get()
                if told.count >= count { break }
            }
            return told
        }
        // What is never told ends in a failure, and not in a wait for it.
        let patience = Task {
            try await Task.sleep(for: .seconds(60))
            following.cancel()
        }
        let told = try await following.value
        patience.cancel()
        // In one change there is no order.
        #expect(told.map(\.revision) == wanted.map(\.revision))
        #expect(Set(told) == Set(wanted))
        await store.close()
    }
}
