import CBelaySystem
import Glibc

/// Wakes a thread that waits for it, from any other. However often it was rung before it was heard, it wakes once.
public final class WakeDescriptor: Sendable {
    private let descriptor: Int32

    /// Nil when the system has no free file descriptor.
    public init?() {
        descriptor = belay_bell_open()
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    public func ring() { belay_bell_ring(descriptor) }

    /// Waits until it is rung.
    public func hear() {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&waiting, 1, -1) < 0, errno == EINTR {}
        belay_bell_quieten(descriptor)
    }

    /// Waits until there is something to read, or the bell is rung; whether it was, and from then on it always is.
    public func isRung(before input: Int32) -> Bool {
        var waiting = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waiting, 2, -1) < 0, errno == EINTR {}
        return waiting[1].revents != 0
    }
}
