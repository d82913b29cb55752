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

    /// A socket that listens there, which so many may have connected to before they are accepted.
    static func listening(at port: UInt16, atMost backlog: Int32) -> Int32 {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in(port: port)
        withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                let size = socklen_t(MemoryLayout<sockaddr_in>.size)
                precondition(bind(listening, address, size) == 0 && listen(listening, backlog) == 0, "\(port) is taken")
            }
        }
        return listening
    }

    /// The kernel holds bytes for a connection of this port that its server has not read.
    static func hasUnreadInput(_ port: UInt16) -> Bool {
        let local = "0100007F:" + String(port, radix: 16, uppercase: true).leftPadded(to: 4)
        // A connection on each line, in words: its number, this end, the other end, the state, what is to be sent and read.
        return SmallFile.read("/proc/net/tcp").split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.count > 4 && words[1] == local && words[3] == "01" && !words[4].hasSuffix(":00000000")
        }
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

extension String {
    fileprivate func leftPadded(to count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
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
