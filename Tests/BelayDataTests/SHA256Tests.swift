import BelayData
import Testing

@Suite struct SHA256Tests {
    /// The vectors of FIPS 180-4 and NIST's examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `The test vectors have their digests`(text: String, hex: String) {
        #expect(SHA256.digest(of: text.utf8).hex == hex)
    }

    @Test func `A million letters have their digest`() {
        var hash = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        for _ in 0..<1000 { hash.update(piece) }
        #expect(hash.finalize().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `Pieces make no difference`() {
        for length in 0..<200 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
            var hash = SHA256()
            for byte in bytes { hash.update(CollectionOfOne(byte)) }
            #expect(hash.finalize() == SHA256.digest(of: bytes))
        }
    }

    @Test func `More can follow a digest`() {
        var hash = SHA256()
        hash.update("a".utf8)
        #expect(hash.finalize() == SHA256.digest(of: "a".utf8))
        hash.update("bc".utf8)
        #expect(hash.finalize() == SHA256.digest(of: "abc".utf8))
    }
}

@Suite struct PBKDF2Tests {
    /// Made with Python's hashlib.
    @Test(arguments: [
        ("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
        ("", "20260301-093000-k3f9", 50, "d3bf6e2e8868b54cac38c5f41341e93193f368c30e9928d6aff223497e1c2425"),
        (
            "a key that is longer than a block of sixty-four bytes, as keys of services are", "s", 7,
            "302ebebb4cdc2274c2efcdef56ac21b37a26df56818b46a22a94a383db420be9"
        ),
    ])
    func `The test vectors derive their keys`(password: String, salt: String, rounds: Int, digest: String) {
        let derived = PBKDF2.derive(from: Array(password.utf8), salt: Array(salt.utf8), rounds: rounds)
        #expect(derived.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == digest)
    }
}
