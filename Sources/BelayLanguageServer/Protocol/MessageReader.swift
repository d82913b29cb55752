/// Cuts what a client sends into messages: headers, an empty line, and as many bytes as `Content-Length` says.
///
/// A header that cannot be read costs its message only: reading continues at the next `Content-Length`.
struct MessageReader {
    enum Frame: Equatable {
        case message([UInt8])
        /// What is wrong with the header, in a sentence.
        case broken(String)
    }

    /// No message of an editor comes near it.
    static let lengthLimit = 256 << 20
    /// Far more than any header.
    static let headerLimit = 1 << 14

    private var bytes: [UInt8] = []
    private var position = 0
    /// The header before was none: what comes is passed over up to the next one.
    private var isLost = false
    /// Bytes of a message that is too long, which are passed over.
    private var skipped = 0

    mutating func add(_ more: some Sequence<UInt8>) {
        if position > 0 {
            bytes.removeFirst(position)
            position = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Nil until more bytes have come.
    mutating func next() -> Frame? {
        if skipped > 0 {
            let count = min(skipped, bytes.count - position)
            position += count
            skipped -= count
            if skipped > 0 { return nil }
        }
        if isLost, !findHeader() { return nil }
        guard let end = endOfHeader() else {
            guard bytes.count - position > Self.headerLimit else { return nil }
            lose()
            return .broken("the header of a message is longer than \(Self.headerLimit) bytes")
        }
        guard let length = length(in: position..<end.start) else {
            lose()
            return .broken("a message needs the header `Content-Length: BYTES`")
        }
        if length > Self.lengthLimit {
            position = end.next
            skipped = length
            return .broken("a message may have \(Self.lengthLimit) bytes, this one has \(length)")
        }
        guard bytes.count - end.next >= length else { return nil }
        position = end.next + length
        return .message(Array(bytes[end.next..<position]))
    }

    /// Where the header ends and where its message begins.
    private func endOfHeader() -> (start: Int, next: Int)? {
        var index = position
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\n") else {
                index += 1
                continue
            }
            let rest = bytes[(index + 1)...]
            if rest.starts(with: [0x0D, 0x0A]) { return (index, index + 3) }
            if rest.first == 0x0A { return (index, index + 2) }
            index += 1
        }
        return nil
    }

    private func length(in range: Range<Int>) -> Int? {
        for line in bytes[range].split(separator: 0x0A) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, String(decoding: parts[0], as: UTF8.self).lowercased() == "content-length" else {
                continue
            }
            let digits = parts[1].filter { !$0.isBlankInHeader }
            guard let length = Int(String(decoding: digits, as: UTF8.self)), length >= 0 else { return nil }
            return length
        }
        return nil
    }

    private mutating func lose() {
        isLost = true
        position += 1
    }

    /// Passes over everything up to the next header that says a length.
    private mutating func findHeader() -> Bool {
        let name = Array("Content-Length:".utf8)
        while position < bytes.count {
            if bytes[position] == name[0], bytes[position...].starts(with: name) {
                isLost = false
                return true
            }
            // Its beginning may be all that is there.
            if bytes.count - position < name.count, name.starts(with: bytes[position...]) { return false }
            position += 1
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isBlankInHeader: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
