/// PBKDF2 of RFC 8018 with HMAC-SHA-256 (RFC 2104): a hash that is slow, so that what was hashed is not found by trying.
public enum PBKDF2 {
    /// Thirty-two bytes.
    public static func derive(from password: [UInt8], salt: [UInt8], rounds: Int) -> [UInt8] {
        var key = password.count > SHA256State.blockLength ? SHA256.digest(of: password).bytes : password
        key += Array(repeating: 0, count: SHA256State.blockLength - key.count)
        let inner = key.map { $0 ^ 0x36 }
        let outer = key.map { $0 ^ 0x5C }
        let first = SHA256.digest(of: outer + SHA256.digest(of: inner + salt + [0, 0, 0, 1]).bytes).bytes
        var block = DigestBlock(first)
        var derived = first
        let (innerStart, outerStart) = (SHA256State(after: inner), SHA256State(after: outer))
        for _ in 1..<max(1, rounds) {
            block.hash(after: innerStart)
            block.hash(after: outerStart)
            for index in derived.indices { derived[index] ^= block.bytes[index] }
        }
        return derived
    }
}

/// A digest as the last block of a message that has one block before it.
private struct DigestBlock {
    private(set) var bytes: [UInt8]

    init(_ digest: [UInt8]) {
        let bits = 8 * (SHA256State.blockLength + digest.count)
        bytes = digest + [0x80] + Array(repeating: 0, count: SHA256State.blockLength - digest.count - 3)
        bytes += [UInt8(bits >> 8), UInt8(bits & 0xFF)]
    }

    /// Becomes the digest of the message.
    mutating func hash(after state: SHA256State) {
        var state = state
        bytes.withUnsafeBufferPointer { state.compress($0) }
        var index = 0
        for word in state.words {
            bytes[index] = UInt8(truncatingIfNeeded: word &>> 24)
            bytes[index + 1] = UInt8(truncatingIfNeeded: word &>> 16)
            bytes[index + 2] = UInt8(truncatingIfNeeded: word &>> 8)
            bytes[index + 3] = UInt8(truncatingIfNeeded: word)
            index += 4
        }
    }
}

extension SHA256State {
    /// When a first block was hashed.
    fileprivate init(after block: [UInt8]) {
        self.init()
        block.withUnsafeBufferPointer { compress($0) }
    }
}
