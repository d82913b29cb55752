import Glibc

/// What a service tells systemd about itself, as sd_notify(3) has it.
public enum ServiceStatus {
    /// The variable with the socket that is told.
    public static let variable = "NOTIFY_SOCKET"

    /// One line for `systemctl status`.
    /// - Parameter socket: a path, or a name of Linux's own space that begins with `@`.
    /// - Returns: false when nobody could be told.
    @discardableResult
    public static func tell(_ line: String, to socket: String) -> Bool {
        guard socket.hasPrefix("/") || socket.hasPrefix("@") else { return false }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(socket.utf8)
        if path[0] == UInt8(ascii: "@") { path[0] = 0 }
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.count < room else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let file = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return false }
        defer { close(file) }
        let text = "STATUS=" + String(line.map { $0.isNewline ? " " : $0 })
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let bytes = Array(text.utf8)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(file, bytes, bytes.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL), $0, length)
            }
        }
        return sent == bytes.count
    }
}
