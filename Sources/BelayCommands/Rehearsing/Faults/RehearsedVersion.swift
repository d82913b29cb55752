import BelayData
import BelaySource

/// What a result of a rehearsal holds for: this text of the runbook, of its libraries and of its lab, with these words of the
/// command line.
struct RehearsedVersion: Hashable, Sendable {
    /// The first 16 digits of a SHA-256.
    let digest: String

    init(_ sources: [SourceText], words: [String]) {
        let texts = sources.map { SHA256.digest(of: $0.bytes).hex }
        digest = String(SHA256.digest(of: Array((texts + words).joined(separator: "\n").utf8)).hex.prefix(16))
    }
}
