import Glibc

/// Files that are read whole, also those that the kernel makes up in `/proc`.
package enum SmallFile {
    /// The text of a file; empty where there is none.
    package static func read(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65536)
        while case let count = Glibc.read(file, &piece, piece.count), count > 0 { bytes += piece[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where a link leads; nil where there is none.
    package static func target(ofLink path: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = bytes.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlink(path, $0, characters.count) } ?? -1
            }
        }
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// How many descriptors of this process lead to a file.
    package static func openings(of path: String) -> Int {
        TemporaryFolder.names(of: "/proc/self/fd").count { target(ofLink: "/proc/self/fd/" + $0) == path }
    }
}
