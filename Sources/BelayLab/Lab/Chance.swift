import BelayData

/// Chance that repeats: the same seed and the same question have the same answers.
struct Chance {
    private var bytes: [UInt8] = []
    private let origin: String
    private var block = 0

    init(seed: Int, about question: String) { origin = "\(seed) \(question)" }

    mutating func number(in range: Range<Int>) -> Int {
        var number: UInt64 = 0
        for _ in 0..<7 { number = number << 8 | UInt64(byte()) }
        return range.lowerBound + Int(number % UInt64(range.count))
    }

    mutating func hexadecimal(digits: Int) -> String {
        let letters = Array("0123456789abcdef")
        return String((0..<digits).map { _ in letters[number(in: 0..<16)] })
    }

    private mutating func byte() -> UInt8 {
        if bytes.isEmpty {
            bytes = Array(SHA256.digest(of: "\(origin) \(block)".utf8).bytes)
            block += 1
        }
        return bytes.removeLast()
    }
}
