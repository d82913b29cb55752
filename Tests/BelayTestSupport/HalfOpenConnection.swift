import Glibc

/// A connection to a server of this machine on which nothing is said.
public final class HalfOpenConnection: Sendable {
    private let descriptor: Int32

    public init(to port: UInt16) {
        guard let descriptor = LoopbackPort.connected(to: port) else {
            preconditionFailure("nobody listens at \(port)")
        }
        self.descriptor = descriptor
    }

    public func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    deinit { Glibc.close(descriptor) }
}
