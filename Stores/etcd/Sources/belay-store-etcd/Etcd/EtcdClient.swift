import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

/// The members of an etcd cluster, asked over their JSON gateway: one that has answered before, and the next one when it does
/// not.
final class EtcdClient: Sendable {
    /// Every request is answered within ten seconds.
    private static let patience = Duration.milliseconds(8500)
    /// A read may be asked of another member; etcd itself says within seven seconds what has become of a change.
    private static let readPatience = Duration.seconds(3)
    private static let roundPause = Duration.milliseconds(250)

    /// What proves who this is; `nil` in a cluster that asks nobody.
    private typealias Token = String?

    private struct State {
        /// The member that is asked first.
        var current = 0
        var token: Token?
    }

    let members: [String]
    private let connections: EtcdConnections
    private let user: StoreUser?
    private let state = Mutex(State())

    init(_ address: StoreAddress, _ user: StoreUser?) throws(StoreFailure) {
        members = address.members
        connections = EtcdConnections(try HTTPClient.Configuration.store(address))
        self.user = user
    }

    func close() async { await connections.close() }

    // MARK: Members

    /// The number of the member that is asked first.
    var current: Int { state.withLock { $0.current } }

    /// The next one is asked from now on, unless others have found that out already.
    func leave(_ member: Int) {
        state.withLock { state in
            if state.current == member { state.current = (member + 1) % members.count }
        }
    }

    // MARK: Requests

    /// Asks until a member answers.
    /// - Parameter changes: it may change the store, and so is not asked again once it may have been done.
    func ask<Answer: Decodable & Sendable>(
        _ path: String, _ body: some Encodable & Sendable, changes: Bool = false
    ) async throws(StoreFailure) -> Answer {
        let content = Self.encoded(body)
        let deadline = ContinuousClock.now + Self.patience
        var attempts = EtcdAttempts(members: members)
        while true {
            let member = current
            let failure: EtcdFailure
            do throws(EtcdFailure) {
                let left = ContinuousClock.now.duration(to: deadline)
                let limit = changes ? left : min(left, Self.readPatience)
                return try await answer(path, content, of: member, within: limit)
            } catch {
                failure = error
            }
            if failure.isOfMember { leave(member) }
            try attempts.note(failure, of: member, changes: changes)
            if attempts.isTimeToWait { try? await Task.sleep(for: Self.roundPause) }
            guard ContinuousClock.now < deadline - .milliseconds(500), !Task.isCancelled else { throw attempts.failure }
        }
    }

    /// Asks one member once.
    func answer<Answer: Decodable & Sendable>(
        _ path: String, _ content: Data, of member: Int, within limit: Duration
    ) async throws(EtcdFailure) -> Answer {
        let token = try await token(of: member)
        do throws(EtcdFailure) {
            let bytes = try await connections.answer(members[member] + path, content, token: token, within: limit)
            return try Self.decoded(bytes)
        } catch {
            if error.asksForToken { forget(token) }
            throw error
        }
    }

    /// Opens a stream of messages, each a line.
    func stream(
        _ path: String, _ body: some Encodable & Sendable, of member: Int
    ) async throws(EtcdFailure) -> HTTPClientResponse.Body {
        let token = try await token(of: member)
        do throws(EtcdFailure) {
            return try await connections.stream(
                members[member] + path, Self.encoded(body), token: token, within: Self.readPatience)
        } catch {
            if error.asksForToken { forget(token) }
            throw error
        }
    }

    static func encoded(_ body: some Encodable) -> Data {
        guard let content = try? JSONEncoder().encode(body) else {
            preconditionFailure("texts and numbers can be written as JSON")
        }
        return content
    }

    private static func decoded<Answer: Decodable>(_ bytes: Data) throws(EtcdFailure) -> Answer {
        do { return try JSONDecoder().decode(Answer.self, from: bytes) } catch {
            let text = String(decoding: bytes.prefix(80), as: UTF8.self)
            throw EtcdFailure(.unknown, "answers what etcd does not: \(text)")
        }
    }

    // MARK: Who this is

    /// `nil` without a user, and where the cluster asks for none, as etcd's own client takes it.
    private func token(of member: Int) async throws(EtcdFailure) -> String? {
        guard let user else { return nil }
        if let token = state.withLock({ $0.token }) { return token }
        let content = Self.encoded(EtcdAuthentication(name: user.name, password: user.password))
        let made: Token
        do throws(EtcdFailure) {
            let bytes = try await connections.answer(
                members[member] + "/v3/auth/authenticate", content, token: nil, within: Self.readPatience)
            made = (try Self.decoded(bytes) as EtcdToken).token
        } catch {
            if error.words.contains(Self.asksNobody) {
                made = nil
            } else {
                // Nothing was asked yet but this.
                throw error.meaning == .unknown ? EtcdFailure(.notDone, error.words) : error
            }
        }
        state.withLock { $0.token = .some(made) }
        return made
    }

    private static let asksNobody = "authentication is not enabled"

    private func forget(_ token: String?) {
        state.withLock { state in
            if state.token == .some(token) { state.token = nil }
        }
    }

    /// The next request proves again who this is.
    func forgetToken() { state.withLock { $0.token = nil } }
}
