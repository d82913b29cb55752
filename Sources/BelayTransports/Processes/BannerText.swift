/// The text on standard error before the first mark: words of ssh, of `sudo` or of a host's shell, or none.
struct BannerText: Sendable {
    private static let limit = 64 << 10

    private(set) var bytes: [UInt8] = []

    mutating func append(_ piece: [UInt8]) { bytes += piece }

    /// More than words: no mark will come, and it is the command that speaks.
    var isFull: Bool { bytes.count > Self.limit }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
