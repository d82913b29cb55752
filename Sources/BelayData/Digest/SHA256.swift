/// The hash function SHA-256 of FIPS 180-4, fed in pieces.
public struct SHA256: Sendable {
    private var state = SHA256State()
    /// The input since the last whole block.
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    public init() { pending.reserveCapacity(SHA256State.blockLength) }

    /// The digest of bytes that are at hand.
    public static func digest(of bytes: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { update($0) }
        if isContiguous == nil { Array(bytes).withUnsafeBufferPointer { update($0) } }
    }

    /// The digest of all that was given; more can be given afterwards.
    public func finalize() -> Digest {
        var copy = self
        let lengthBytes = 8
        let used = (pending.count + 1 + lengthBytes) % SHA256State.blockLength
        let zeros = used == 0 ? 0 : SHA256State.blockLength - used
        copy.update([0x80] + Array(repeating: 0, count: zeros) + (length &* 8).bigEndianBytes)
        return Digest(bytes: copy.state.words.flatMap(\.bigEndianBytes))
    }

    private mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        let blockLength = SHA256State.blockLength
        length &+= UInt64(bytes.count)
        var start = 0
        if !pending.isEmpty {
            start = min(blockLength - pending.count, bytes.count)
            pending.append(contentsOf: bytes[..<start])
            guard pending.count == blockLength else { return }
            let block = pending
            block.withUnsafeBufferPointer { state.compress($0) }
            pending.removeAll(keepingCapacity: true)
        }
        while bytes.count - start >= blockLength {
            state.compress(UnsafeBufferPointer(rebasing: bytes[start..<start + blockLength]))
            start += blockLength
        }
        pending.append(contentsOf: bytes[start...])
    }
}

extension SHA256 {
    /// Thirty-two bytes.
    public struct Digest: Hashable, Sendable {
        public let bytes: [UInt8]

        /// Sixty-four hexadecimal digits in small letters.
        public var hex: String {
            let digits = UInt8.hexadecimalDigits
            return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
        }
    }
}

extension FixedWidthInteger {
    fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
