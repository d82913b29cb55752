import CBelaySystem

/// Turns pieces of a stream into pieces of whole lines. A line without end is handed on in parts of `limit` bytes.
struct LineBuffer: Sendable {
    static let limit = 64 << 10

    private var held: [UInt8] = []

    /// The lines that can be handed on now that these bytes have come.
    mutating func gather(_ bytes: [UInt8]) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        guard let end = Self.lastLineEnd(in: bytes) else {
            held += bytes
            return held.count < Self.limit ? nil : rest()
        }
        if end == bytes.count, held.isEmpty { return bytes }
        let lines = held + bytes[..<end]
        held = Array(bytes[end...])
        return lines
    }

    /// The rest when the stream has ended.
    mutating func rest() -> [UInt8]? {
        guard !held.isEmpty else { return nil }
        defer { held = [] }
        return held
    }

    /// Behind the last newline, or the carriage return with which a progress line is drawn over.
    private static func lastLineEnd(in bytes: [UInt8]) -> Int? {
        let place = bytes.withUnsafeBytes { belay_last_line_end($0.baseAddress, $0.count) }
        return place < 0 ? nil : place + 1
    }
}
