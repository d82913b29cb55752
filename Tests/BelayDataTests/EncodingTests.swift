import BelayData
import Testing

@Suite struct EncodingTests {
    /// The vectors of RFC 4648 and bytes that need every digit.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("~~~???", "fn5+Pz8/"),
    ])
    func `Base64 is written as the standard has it`(text: String, encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
    }

    @Test(arguments: [
        ("", ""), ("azAZ09-._~", "azAZ09-._~"), ("a b/c?", "a%20b%2Fc%3F"), ("é\n", "%C3%A9%0A"), ("%", "%25"),
    ])
    func `Percent encoding leaves unreserved characters alone`(text: String, encoded: String) {
        #expect(PercentEncoding.encode(text.utf8) == encoded)
    }
}
