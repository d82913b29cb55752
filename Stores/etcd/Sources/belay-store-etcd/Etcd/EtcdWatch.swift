import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

/// The changes below a prefix, each once and in order, over as many streams as it takes: a member may be restarted, or be cut
/// off from the others.
final class EtcdWatch: Sendable {
    /// A member that says nothing is asked after that long whether it is still one of the cluster.
    private static let silence = Duration.seconds(5)
    private static let beginningLimit = Duration.milliseconds(8500)
    private static let longestPause = Duration.seconds(2)

    private struct State {
        /// The first revision that was not told yet.
        var next: Int
        var lastHeard = ContinuousClock.now
        /// It was told that the watch has begun.
        var hasBegun = false
    }

    private let store: EtcdStore
    private let prefix: String
    private let after: Int
    private let state: Mutex<State>
    private let tell: @Sendable (StoreAnswer) async -> Void

    /// - Parameter tell: is handed what is to be said of it; says nothing any more when it was cancelled.
    init(
        _ store: EtcdStore, prefix: String, after: Int, tell: @escaping @Sendable (StoreAnswer) async -> Void
    ) {
        self.store = store
        self.prefix = prefix
        self.after = after
        self.tell = tell
        state = Mutex(State(next: after + 1))
    }

    private var client: EtcdClient { store.client }

    /// Stays until its task is cancelled, or the store refuses it.
    func run() async {
        let start = ContinuousClock.now
        var attempts = EtcdAttempts(members: client.members)
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            let member = client.current
            let beginning = ContinuousClock.now
            let failure = await follow(member)
            if Task.isCancelled { return }
            if wasHeard(since: beginning + .seconds(1)) {
                attempts = EtcdAttempts(members: client.members)
                pause = .milliseconds(50)
            }
            do throws(StoreFailure) {
                try attempts.note(failure, of: member, changes: false)
                if !hasBegun, start.duration(to: .now) > Self.beginningLimit { throw attempts.failure }
            } catch {
                await tell(StoreAnswer(error))
                return
            }
            if failure.asksForToken { client.forgetToken() }
            if failure.isOfMember { client.leave(member) }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, hasBegun ? Self.longestPause : .milliseconds(400))
        }
    }

    private var hasBegun: Bool { state.withLock { $0.hasBegun } }

    private func wasHeard(since start: ContinuousClock.Instant) -> Bool { state.withLock { $0.lastHeard > start } }

    // MARK: One stream

    /// Tells what one member says, and why that has ended.
    private func follow(_ member: Int) async -> EtcdFailure {
        do throws(EtcdFailure) {
            let (start, end) = store.keys.range(of: prefix)
            let creation = EtcdWatchRequest.Creation(
                key: start, rangeEnd: end, startRevision: EtcdNumber(state.withLock { $0.next }))
            let body = try await client.stream("/v3/watch", EtcdWatchRequest(creation: creation), of: member)
            state.withLock { $0.lastHeard = .now }
            return await ended(body, of: member)
        } catch {
            return error
        }
    }

    private func ended(_ body: HTTPClientResponse.Body, of member: Int) async -> EtcdFailure {
        await withTaskGroup(of: EtcdFailure.self) { group in
            group.addTask { await self.read(body) }
            group.addTask { await self.askInSilence(member) }
            defer { group.cancelAll() }
            return await group.next() ?? EtcdFailure(.notDone, "has ended the watch")
        }
    }

    private func read(_ body: HTTPClientResponse.Body) async -> EtcdFailure {
        var line = Data()
        do {
            for try await piece in body {
                var rest = piece.readableBytesView[...]
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    line += rest[..<end]
                    try await take(line)
                    line = Data()
                    rest = rest[(end + 1)...]
                }
                line += rest
            }
            return EtcdFailure(.notDone, "has ended the watch")
        } catch let failure as EtcdFailure {
            return failure
        } catch let failure as StoreFailure {
            return EtcdFailure(.final(failure.kind), failure.words)
        } catch {
            return EtcdFailure(onTheWay: error)
        }
    }

    /// A member that is frozen, or cut off from the others, keeps its connections: one that can read for the whole cluster
    /// is none of these.
    private func askInSilence(_ member: Int) async -> EtcdFailure {
        let range = EtcdClient.encoded(EtcdRange(key: store.keys.key(prefix), limit: EtcdNumber(1), keysOnly: true))
        while true {
            do { try await Task.sleep(for: Self.silence) } catch { return EtcdFailure(.notDone, "was not waited for") }
            if wasHeard(since: .now - Self.silence) { continue }
            do throws(EtcdFailure) {
                let _: EtcdRangeAnswer = try await client.answer(
                    "/v3/kv/range", range, of: member, within: .seconds(3))
            } catch {
                if !error.asksForToken { return error }
            }
        }
    }

    // MARK: Messages

    private func take(_ line: Data) async throws {
        if line.allSatisfy({ $0 == UInt8(ascii: "\r") }) { return }
        let message = try JSONDecoder().decode(EtcdWatchMessage.self, from: line)
        state.withLock { $0.lastHeard = .now }
        if let error = message.error { throw EtcdFailure(error, status: 0) }
        guard let result = message.result else { return }
        if result.canceled == true { throw Self.end(result) }
        if result.created == true {
            await begin()
        } else if let events = result.events, !events.isEmpty {
            try await take(events)
        } else if let revision = result.header?.revision?.value {
            // It has told all up to there.
            state.withLock { $0.next = max($0.next, revision + 1) }
        }
    }

    private static func end(_ result: EtcdWatchMessage.Result) -> EtcdFailure {
        if let revision = result.compactRevision?.value, revision > 0 {
            return EtcdFailure(.final(.compacted), "its changes before revision \(revision) are compacted")
        }
        let reason = result.cancelReason ?? "has ended the watch"
        let failure = EtcdFailure(EtcdErrorMessage(message: reason), status: 0)
        switch failure.meaning {
        // Of a token that holds no longer etcd 3.4 says this, too.
        case .final(.refused): return EtcdFailure(.rightsUnsure, failure.words)
        case .unknown: return EtcdFailure(.notDone, failure.words)
        case .notDone, .untrusted, .tokenExpired, .rightsUnsure, .final: return failure
        }
    }

    private func begin() async {
        let isFirst = state.withLock { state in
            defer { state.hasBegun = true }
            return !state.hasBegun
        }
        guard isFirst else { return }
        var answer = StoreAnswer()
        answer.watching = after
        await tell(answer)
    }

    /// A message has all changes of a revision.
    private func take(_ events: [EtcdWatchMessage.Event]) async throws {
        let next = state.withLock { $0.next }
        var told = StoreAnswer()
        told.events = []
        var last = next
        for event in events where event.kv.revision >= next {
            told.events?.append(try store.keys.entry(event.kv, withValue: event.type != "DELETE"))
            last = max(last, event.kv.revision + 1)
        }
        guard told.events?.isEmpty == false else { return }
        await tell(told)
        state.withLock { $0.next = last }
    }
}
