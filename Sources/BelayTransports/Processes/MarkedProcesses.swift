import Glibc

/// Processes of this machine that belong to a marked command, as far as this user may look.
public enum MarkedProcesses {
    /// The command and all that it starts have its mark in their environment.
    static let variable = "BELAY_EFFECT"

    /// Their numbers, in order. Without `/proc` none is found.
    public static func find(_ mark: String) -> [Int] {
        guard let listing = opendir("/proc") else { return [] }
        defer { closedir(listing) }
        let wanted = Array("\(variable)=\(mark)".utf8)
        var found: [Int] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let number = Int(name), number != Int(getpid()) else { continue }
            let variables = bytes(of: "/proc/\(number)/environ").split(separator: 0)
            if variables.contains(where: { $0.elementsEqual(wanted) }) { found.append(number) }
        }
        return found.sorted()
    }

    private static func bytes(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &piece, piece.count)
            if count > 0 { bytes += piece[..<count] } else if count == 0 || errno != EINTR { return bytes }
        }
    }
}
