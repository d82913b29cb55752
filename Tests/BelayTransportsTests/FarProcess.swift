import Glibc

/// A process that a command told the number of.
enum FarProcess {
    /// It is gone, or dead and only not reaped yet.
    static func isGone(_ process: Substring) -> Bool {
        guard let number = pid_t(process) else { return false }
        let file = open("/proc/\(number)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return true }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.isEmpty || text.contains(") Z ") || text.contains(") X ")
    }
}
