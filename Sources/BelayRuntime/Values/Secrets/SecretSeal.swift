import BelayData

/// The journal's trace of a secret: enough to see whether another value is the same one, and not the value. It is a
/// slow hash, salted with the run's id; a secret that is short or a word is found by trying all the same.
public struct SecretSeal: Hashable, Sendable {
    /// The run's id.
    public var salt: String
    public var rounds: Int
    /// As 64 hexadecimal digits.
    public var digest: String

    /// Rounds that take some 60 milliseconds; a journal says how many were made. A build that is not optimized, as
    /// tests run it, takes a hundred times as long for each.
    #if DEBUG
        public static let usualRounds = 500
    #else
        public static let usualRounds = 60_000
    #endif

    public init(of value: Value, salt: String, rounds: Int = usualRounds) {
        self.salt = salt
        self.rounds = rounds
        let derived = PBKDF2.derive(from: Self.bytes(of: value), salt: Array(salt.utf8), rounds: rounds)
        digest = derived.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    public func fits(_ value: Value) -> Bool {
        self == SecretSeal(of: value, salt: salt, rounds: rounds)
    }

    /// A secret alone is its bytes. Of a list and of a record each part has its length before it.
    private static func bytes(of value: Value) -> [UInt8] {
        switch value {
        case .list(let elements): elements.flatMap { withLength(bytes(of: $0)) }
        case .record(let fields):
            fields.flatMap { withLength(Array($0.name.utf8)) + withLength(bytes(of: $0.value)) }
        case .secret(let secret): secret.bytes(for: SecretSeal.self)
        case .text, .number, .flag, .duration, .time, .host: Array((value.text ?? "").utf8)
        case .none, .unknown: []
        }
    }

    private static func withLength(_ bytes: [UInt8]) -> [UInt8] { Array("\(bytes.count):".utf8) + bytes }
}

// As it is written: `pbkdf2-sha256 60000 20260301-093000-k3f9 DIGEST`.
extension SecretSeal {
    private static let name = "pbkdf2-sha256"

    public var written: String { "\(Self.name) \(rounds) \(salt) \(digest)" }

    /// Nil for any other text.
    public init?(written text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == Self.name, let rounds = Int(parts[1]), (1...10_000_000).contains(rounds)
        else { return nil }
        (salt, self.rounds, digest) = (String(parts[2]), rounds, String(parts[3]))
    }
}
