import BelayData
import CBelaySystem

/// SHA-256 of what comes in pieces and may be large: the digest of BelayData is for what is in memory, and much slower.
public struct FileDigest: Sendable {
    private var state = belay_digest()
    /// How many bytes were given.
    public private(set) var size = 0

    public init() { belay_digest_begin(&state) }

    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { belay_digest_add(&state, $0.baseAddress, $0.count) }
        size += bytes.count
    }

    /// Of all that was given, sixty-four hexadecimal digits; more can be given afterwards.
    public var hex: String {
        var copy = state
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { room, count in
            belay_digest_end(&copy, room.baseAddress)
            count = 32
        }
        return bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
