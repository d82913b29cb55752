import Glibc

/// Ports of this machine for servers of tests.
public enum LoopbackPort {
    /// One that was free a moment ago.
    public static func free() -> UInt16 {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listening) }
        var address = sockaddr_in(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                precondition(bind(listening, address, size) == 0, "no port of 127.0.0.1 is free")
                precondition(getsockname(listening, address, &size) == 0, "a socket has an address")
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Something accepts connections there.
    public static func isServed(_ port: UInt16) -> Bool {
        guard let descriptor = connected(to: port) else { return false }
        close(descriptor)
        return true
    }

    /// A connection to what listens there.
    static func connected(to port: UInt16) -> Int32? {
        let asking = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in(port: port)
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(asking, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isConnected { return asking }
        close(asking)
        return nil
    }

    /// Waits until something does, for ten seconds at most, as long as `isRunning` says so.
    public static func waitUntilServed(_ port: UInt16, while isRunning: () -> Bool) -> Bool {
        for _ in 0..<2000 {
            if isServed(port) { return true }
            guard isRunning() else { return false }
            usleep(5000)
        }
        return false
    }
}

extension sockaddr_in {
    fileprivate init(port: UInt16) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = port.bigEndian
        sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    }
}
