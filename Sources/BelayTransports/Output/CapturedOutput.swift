import BelayRuntime

/// Standard output that is needed as a value, bounded.
struct CapturedOutput: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var isCut = false
    private let limit: Int

    init(limit: Int = CommandOutcome.capturedLimit) { self.limit = limit }

    mutating func append(_ piece: [UInt8]) {
        let room = limit - bytes.count
        bytes += piece[..<min(piece.count, room)]
        if piece.count > room { isCut = true }
    }
}
