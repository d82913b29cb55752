import BelayWorkspace
import Glibc

/// The input of sessions, oldest first, in a file that all sessions of a user share.
///
/// An entry is a line of the file, with its own line ends and backslashes escaped. Each new one is added under a lock to
/// what the file holds by then, and the whole takes the old file's place at once.
public struct SessionHistory: Sendable {
    /// More are forgotten, the oldest first.
    public static let limit = 10_000

    private let folder: String
    private var path: String { folder + "/history" }

    /// - Parameter folder: where Belay keeps its state; made when it is not there.
    public init(in folder: String) { self.folder = folder }

    /// Hands over one entry after the other as a C string, which is there for the call only. None when the file is not there
    /// or cannot be read.
    public func forEachEntry(_ body: (UnsafePointer<CChar>) -> Void) {
        guard var bytes = Self.read(path) else { return }
        bytes.append(UInt8(ascii: "\n"))
        let isValid = (try? UTF8Span(validating: bytes.span)) != nil
        // What somebody else has put into it is not to upset who reads it.
        if !isValid { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
        bytes.withUnsafeMutableBufferPointer { bytes in
            var start = 0
            for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") {
                let line = UnsafeMutableBufferPointer(rebasing: bytes[start...offset])
                start = offset + 1
                if line.count == 1 { continue }
                Self.unescape(line)
                line.withMemoryRebound(to: CChar.self) { line in
                    if let entry = line.baseAddress { body(entry) }
                }
            }
        }
    }

    /// True if an entry is to be kept: one that begins with a space is not.
    public static func keeps(_ entry: String) -> Bool {
        guard let first = entry.first else { return false }
        return first != " " && first != "\t" && !entry.allSatisfy(\.isWhitespace)
    }

    /// Adds an entry; false when it could not be written, which loses nothing that was there.
    @discardableResult
    public func add(_ entry: String) -> Bool {
        Self.make(folder)
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { return false }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 { if errno != EINTR { return false } }
        guard let bytes = Self.read(path) else { return false }
        var lines = Self.lines(of: bytes)
        let line = Array(Self.escaped(entry).utf8)
        if let last = lines.last, last.elementsEqual(line) { return true }
        lines.append(line[...])
        let text = Array(lines.suffix(Self.limit).joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
        return Self.replace(path, with: text)
    }

    private static func make(_ path: String) {
        if mkdir(path, 0o700) == 0 || errno != ENOENT { return }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        make(String(path[..<slash]))
        mkdir(path, 0o700)
    }

    /// Empty when the file is not there; nil when it cannot be read.
    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0 { return errno == ENOENT ? [] : nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(file, &status) == 0 { bytes.reserveCapacity(min(Int(status.st_size), 1 << 24) + 1) }
        while true {
            let count = bytes.append(from: file)
            if count == 0 { return bytes }
            if count < 0, errno != EINTR { return nil }
        }
    }

    private static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        let fresh = "\(path).new"
        unlink(fresh)
        let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress! + start, bytes.count - start) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            start += count
        }
        let isWhole = start == bytes.count && fdatasync(file) == 0
        close(file)
        guard isWhole, rename(fresh, path) == 0 else {
            unlink(fresh)
            return false
        }
        return true
    }

    /// Those that are not empty.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            if offset > start { lines.append(bytes[start..<offset]) }
            start = offset + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func escaped(_ entry: String) -> String {
        var text = ""
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// In place, and with a NUL behind it.
    private static func unescape(_ line: UnsafeMutableBufferPointer<UInt8>) {
        var end = 0
        var isEscaped = false
        for byte in line.dropLast() {
            if !isEscaped && byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            line[end] = isEscaped && byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte
            isEscaped = false
            end += 1
        }
        line[end] = 0
    }
}
