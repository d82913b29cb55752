import Glibc

/// Listens on a port of this machine and says nothing, as a host does whose processes are frozen: the kernel accepts.
public final class SilentListener: Sendable {
    public let port = LoopbackPort.free()
    private let descriptor: Int32

    public init() {
        descriptor = LoopbackPort.listening(at: port, atMost: 64)
        precondition(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0, "a socket can be asked without waiting")
    }

    deinit { close(descriptor) }

    /// How many have connected since the last time.
    public func connections() -> Int {
        var count = 0
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return count }
            close(connection)
            count += 1
        }
    }
}
