import BelayData

/// Chance that repeats: the same seed and the same question have the same answers.
public struct SeededRandom: RandomNumberGenerator {
    private var bytes: [UInt8] = []
    private let origin: String
    private var block = 0

    public init(seed: Int, about question: String) { origin = "\(seed) \(question)" }

    public mutating func next() -> UInt64 { number(ofBytes: 8) }

    mutating func number(in range: Range<Int>) -> Int {
        range.lowerBound + Int(number(ofBytes: 7) % UInt64(range.count))
    }

    mutating func hexadecimal(digits: Int) -> String {
        let letters = Array("0123456789abcdef")
        return String((0..<digits).map { _ in letters[number(in: 0..<16)] })
    }

    private mutating func number(ofBytes count: Int) -> UInt64 {
        (0..<count).reduce(0) { number, _ in number << 8 | UInt64(byte()) }
    }

    private mutating func byte() -> UInt8 {
        if bytes.isEmpty {
            bytes = Array(SHA256.digest(of: "\(origin) \(block)".utf8).bytes)
            block += 1
        }
        return bytes.removeLast()
    }
}
