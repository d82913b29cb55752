import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension EtcdFailure {
    /// What the way to a member has come to.
    init(onTheWay error: any Error) {
        switch error {
        case let error as HTTPClientError: self.init(error)
        case let error as NIOSSLError: self.init(error)
        case let error as BoringSSLError: self.init(error)
        case is NIOSSLExtraError: self.init(untrusted: "its certificate is not for this name or address")
        case let error as NIOConnectionError: self.init(.notDone, Self.words(of: error))
        case ChannelError.connectTimeout: self.init(.notDone, "does not answer")
        case let error as IOError:
            self.init(Self.wereNotConnected.contains(error.errnoCode) ? .notDone : .unknown, Self.words(of: error))
        case ChannelError.ioOnClosedChannel, ChannelError.eof, ChannelError.alreadyClosed:
            self.init(.unknown, EtcdAttempts.hangUp)
        default: self.init(.unknown, "the connection has failed: \(error)")
        }
    }

    private static let wereNotConnected = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, EADDRNOTAVAIL]

    private static func words(of error: IOError) -> String { String(cString: strerror(error.errnoCode)).lowercased() }

    private static func words(of error: NIOConnectionError) -> String {
        switch error.connectionErrors.first?.error {
        case let error as IOError: words(of: error)
        case _?: "does not answer"
        case nil: "its name is not known"
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout: self.init(.notDone, "does not answer")
        case .getConnectionFromPoolTimeout: self.init(.notDone, "has no connection free")
        case .deadlineExceeded, .readTimeout: self.init(.unknown, "has not answered in time")
        case .remoteConnectionClosed: self.init(.unknown, EtcdAttempts.hangUp)
        default: self.init(.unknown, "the connection has failed: \(error)")
        }
    }

    // MARK: TLS

    private init(_ error: NIOSSLError) {
        switch error {
        case .handshakeFailed(.sslError(let stack)): self.init(untrusted: Self.reason(of: stack))
        case .handshakeFailed: self.init(.notDone, "has closed the connection before TLS was agreed on")
        case .unableToValidateCertificate: self.init(untrusted: "its certificate is not for this name or address")
        case .noCertificateToValidate: self.init(untrusted: "it has no certificate")
        default: self.init(.unknown, EtcdAttempts.hangUp)
        }
    }

    /// A member says only after the handshake that it does not trust this side, and does nothing for it then.
    private init(_ error: BoringSSLError) {
        if case .sslError(let stack) = error, Self.reason(of: stack).contains("alert") {
            self.init(untrusted: Self.reason(of: stack))
        } else {
            self.init(.unknown, "the connection has failed: \(error)")
        }
    }

    private init(untrusted reason: String) {
        self.init(.untrusted, "no TLS with it: \(reason); see ca, cert and key of the address")
    }

    /// Such as `certificate verify failed`.
    private static func reason(of stack: NIOBoringSSLErrorStack) -> String {
        let said = stack.map { "\($0)" }.joined(separator: " ")
        guard let start = said.range(of: "OPENSSL_internal:")?.upperBound else { return said }
        return said[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }.lowercased()
            .map { $0 == "_" ? " " : String($0) }.joined()
    }
}
