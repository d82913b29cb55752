import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// HTTP to the members of a cluster.
final class EtcdConnections: Sendable {
    /// A page of a list may have a hundred values of a megabyte.
    private static let longestAnswer = 1 << 30

    private let client: HTTPClient

    init(_ configuration: HTTPClient.Configuration) {
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async { try? await client.shutdown() }

    /// The body of the answer.
    func answer(
        _ url: String, _ content: Data, token: String?, within limit: Duration
    ) async throws(EtcdFailure) -> Data {
        let deadline = NIODeadline.now() + TimeAmount(limit)
        let (status, bytes) = try await Self.throwingFailures {
            let response = try await self.client.execute(Self.request(url, content, token), deadline: deadline)
            let body = try await response.body.collect(upTo: Self.longestAnswer)
            return (Int(response.status.code), body.withUnsafeReadableBytes { Data($0) })
        }
        guard status == 200 else { throw Self.failure(status, bytes) }
        return bytes
    }

    /// The body of an answer that does not end; its beginning has to come within the limit.
    func stream(
        _ url: String, _ content: Data, token: String?, within limit: Duration
    ) async throws(EtcdFailure) -> HTTPClientResponse.Body {
        let request = Self.request(url, content, token)
        let response = try await Self.throwingFailures {
            try await withThrowingTaskGroup(of: HTTPClientResponse?.self) { group in
                group.addTask { try await self.client.execute(request, deadline: .distantFuture) }
                group.addTask {
                    try await Task.sleep(for: limit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let response = first else {
                    throw HTTPClientError.deadlineExceeded
                }
                return response
            }
        }
        guard response.status.code == 200 else {
            let body = try await Self.throwingFailures { try await response.body.collect(upTo: Self.longestAnswer) }
            throw Self.failure(Int(response.status.code), body.withUnsafeReadableBytes { Data($0) })
        }
        return response.body
    }

    private static func request(_ url: String, _ content: Data, _ token: String?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let token { request.headers.add(name: "Authorization", value: token) }
        request.body = .bytes(content)
        return request
    }

    private static func failure(_ status: Int, _ bytes: Data) -> EtcdFailure {
        guard let message = try? JSONDecoder().decode(EtcdErrorMessage.self, from: bytes) else {
            let text = String(decoding: bytes.prefix(80), as: UTF8.self)
            if status == 404 { return EtcdFailure(.final(.invalid), "has no JSON gateway of etcd 3.4 or newer") }
            return EtcdFailure(.unknown, "answers with status \(status), which etcd does not: \(text)")
        }
        return EtcdFailure(message, status: status)
    }

    private static func throwingFailures<Answer: Sendable>(
        _ body: @Sendable () async throws -> Answer
    ) async throws(EtcdFailure) -> Answer {
        do { return try await body() } catch { throw EtcdFailure(onTheWay: error) }
    }
}

extension HTTPClient.Configuration {
    /// Every watch has a connection of its own, so there may be many. A member that does not answer is not waited for, since
    /// another may.
    static func store(_ address: StoreAddress) throws(StoreFailure) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        if address.usesTLS { configuration.tlsConfiguration = try TransportSecurity.configuration(address.files) }
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(2)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
