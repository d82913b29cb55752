/// Finds the bracket that closes another on the same line, over quotes and brackets in between:
/// `[name="a]b"]`, `{labels["}"]}`.
struct BracketScan {
    /// Nobody writes an index with deeper brackets.
    static let depthLimit = 16

    let bytes: [UInt8]
    let limit: Int

    /// The offset after the bracket that closes the one at `start`, or nil if there is none.
    func close(from start: Int) -> Int? {
        var closers = [bytes[start] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")]
        var offset = start + 1
        while offset < limit {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\n"): return nil
            case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard byte == closers.removeLast() else { return nil }
                if closers.isEmpty { return offset + 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // A quote counts only inside an index: a text may end right after `${name`.
                guard closers.last == UInt8(ascii: "]"), let end = endOfQuote(from: offset) else { return nil }
                offset = end
                continue
            default: break
            }
            guard closers.count <= Self.depthLimit else { return nil }
            offset += 1
        }
        return nil
    }

    private func endOfQuote(from start: Int) -> Int? {
        let quote = bytes[start]
        var offset = start + 1
        while offset < limit, bytes[offset] != UInt8(ascii: "\n") {
            if bytes[offset] == quote { return offset + 1 }
            offset += bytes[offset] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
        }
        return nil
    }
}
