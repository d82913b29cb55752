/// Cuts what a client sends into lines, each of which is a message. A line that is too long costs itself only.
public struct LineReader: Sendable {
    public enum Frame: Equatable, Sendable {
        /// Without its end.
        case line([UInt8])
        /// What is wrong with it, in a sentence.
        case broken(String)
    }

    /// No message of an agent comes near it.
    public static let lengthLimit = 64 << 20
    private static let newline = UInt8(ascii: "\n")

    private let limit: Int
    private var bytes: [UInt8] = []
    private var position = 0
    /// Up to there no line ends.
    private var searched = 0
    /// The line is too long: its rest is passed over.
    private var isLost = false

    public init(limit: Int = Self.lengthLimit) { self.limit = limit }

    public mutating func add(_ more: some Sequence<UInt8>) {
        if position > 0 {
            bytes.removeFirst(position)
            searched -= position
            position = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Nil until more bytes have come. Lines with nothing but spaces are passed over.
    public mutating func next() -> Frame? {
        while let end = bytes[searched...].firstIndex(of: Self.newline) {
            let line = bytes[position..<end]
            (position, searched) = (end + 1, end + 1)
            if isLost {
                isLost = false
            } else if line.count > limit {
                return tooLong()
            } else if !line.allSatisfy(\.isBlank) {
                return .line(Array(line))
            }
        }
        searched = bytes.count
        guard bytes.count - position > limit else { return nil }
        position = bytes.count
        if isLost { return nil }
        isLost = true
        return tooLong()
    }

    private func tooLong() -> Frame { .broken("a message may have \(limit) bytes, and this one has more") }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
