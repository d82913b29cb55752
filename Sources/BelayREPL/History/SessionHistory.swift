import BelaySystem
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
        try? Folder.make(folder, mode: 0o700)
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
        return (try? File.replace(path, with: text, mode: 0o600)) != nil
    }

    /// Empty when the file is not there; nil when it cannot be read.
    private static func read(_ path: String) -> [UInt8]? {
        do throws(SystemError) {
            return try File.bytes(of: path)
        } catch {
            return error.number == ENOENT ? [] : nil
        }
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
