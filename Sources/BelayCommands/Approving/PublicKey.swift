import BelayData
import BelaySystem

/// A public key as OpenSSH writes it in one word: two keys are the same if their words are.
struct PublicKey: Hashable {
    let word: String

    private static let kinds = ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"]

    /// The key in a line of a `.pub` file, of `ssh-add -L` or of `allowed_signers`: the word after that which names its kind.
    init?(in line: some StringProtocol) {
        let words = line.split(whereSeparator: \.isWhitespace)
        let kind = words.firstIndex { word in Self.kinds.contains { word.hasPrefix($0) } }
        guard let kind, kind + 1 < words.endIndex else { return nil }
        word = String(words[kind + 1])
    }

    /// The key that has made a signature.
    init?(of signature: [UInt8]) {
        let lines = String(decoding: signature, as: UTF8.self).split(whereSeparator: \.isNewline)
        let body = lines.filter { !$0.hasPrefix("-----") }.joined()
        // SSHSIG, a version of four bytes, and the key with its length before it.
        guard let bytes = Base64.decode(body.utf8), bytes.starts(with: "SSHSIG".utf8), bytes.count > 14 else {
            return nil
        }
        let length = bytes[10..<14].reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, bytes.count >= 14 + length else { return nil }
        word = Base64.encode(bytes[14..<(14 + length)])
    }
}
