@testable import BelayRuntime
import Foundation
import Testing

struct RedactorTests {
    private func redacted(_ text: String, of secret: String = "hunter2 & co/+") -> String {
        let redactor = Redactor()
        redactor.hide(secret)
        return redactor.redacted(text)
    }

    @Test(arguments: ["", "a", "ab", "abc", "user:", "a longer text before it: "])
    func `Base64 is found wherever the secret stands`(before: String) {
        for secret in ["hunter2 & co/+", "päßwörd?>~", "12345"] {
            for after in ["", "x", "yz", "\n"] {
                let encoded = Data((before + secret + after).utf8).base64EncodedString()
                let forAddresses = encoded.replacing("+", with: "-").replacing("/", with: "_")
                #expect(redacted(encoded, of: secret).contains("[secret]"), "\(before)…\(after)")
                #expect(redacted(forAddresses, of: secret).contains("[secret]"), "\(before)…\(after)")
            }
        }
    }

    @Test func `Addresses and forms are found`() {
        #expect(redacted("?q=hunter2%20%26%20co%2F%2B") == "?q=[secret]")
        #expect(redacted("?q=hunter2%20%26%20co%2f%2b") == "?q=[secret]")
        #expect(redacted("q=hunter2+%26+co%2F%2B&b=1") == "q=[secret]&b=1")
    }

    @Test(arguments: [
        #"x\"y\\z$1`w'/v"#, #"x\"y\\z\$1`w'/v"#, #"x\"y\\z\$1\`w'/v"#, #"x\"y\\z$1`w'\/v"#, #"x"y\z$1`w'\''/v"#,
        #"x\"y\\z\$1\`w\'/v"#,
    ])
    func `Quoted text is found`(written: String) {
        #expect(redacted("p=\(written);", of: #"x"y\z$1`w'/v"#) == "p=[secret];")
    }

    @Test func `A secret of several lines is found as a whole and by its lines`() {
        let key = "-----BEGIN KEY-----\n  MIIEvQIBADAN\n}\n\"quoted line\"\n-----END KEY-----"
        #expect(redacted("a\n\(key)\nb", of: key) == "a\n[secret]\nb")
        #expect(redacted("    MIIEvQIBADAN\n}\n", of: key) == "    [secret]\n}\n")
        #expect(redacted(#"{"key": "\"quoted line\""}"#, of: key) == #"{"key": "[secret]"}"#)
        #expect(
            redacted(#"-----BEGIN KEY-----\n  MIIEvQIBADAN\n}\n\"quoted line\"\n-----END KEY-----"#, of: key)
                == "[secret]")
    }

    @Test func `What is no secret stays`() {
        #expect(redacted("aHVu and hunter3") == "aHVu and hunter3")
        #expect(redacted("QUJD", of: "") == "QUJD")
        #expect(redacted("b2 and YQ, a", of: "a").contains("[secret]"))
    }
}
