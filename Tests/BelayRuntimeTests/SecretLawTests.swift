import BelayData
import BelaySyntax
import BelayTestSupport
import Foundation
import Synchronization
import Testing

@testable import BelayRuntime

@Suite("No secret is shown")
struct SecretLawTests {
    private static let parts = [
        " ", "\t", "\n", "\r\n", "'", "''", "\"", "\\", "\\n", "`id`", "$(id)", "$HOME", "$$", "*", "?", "[a-z]",
        "{a,b}",
        "~", "!", "#", ";", "&", "&amp;", "|", "<", ">", "(", ")", "=", "-", "/", "%s", "%%", "%41", "a", "Z", "0",
        "word",
        "é", "ß", "日本", "😀", "e\u{301}", "\u{200B}", "\u{1}", "\u{7F}", "\u{1B}[0m", "+", ".", "\u{85}", "\u{2028}",
        "EOF", "\\0", "null",
    ]

    /// Of bytes of all kinds, and never so short that it occurs in other words.
    private func secret(_ random: inout SeededRandom) -> String {
        while true {
            let text = random.text(of: Self.parts, count: 4 + random.below(16))
            let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
            if Set(body.utf8).count > 5, body.utf8.count > 8 { return body }
        }
    }

    /// Ways in which programs write it, each by its own means and none of them by Belay's.
    private func forms(of secret: String, _ random: inout SeededRandom) -> [(name: String, text: String)] {
        let bytes = Array(secret.utf8)
        let data = Data(bytes)
        let wrapped = data.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        let isCapital = Bool.random(using: &random)
        let json = bytes.withUnsafeBufferPointer { _ in
            secret.unicodeScalars.map { scalar -> String in
                switch scalar {
                case "\"", "\\": "\\\(scalar)"
                case "\n": "\\n"
                case "\t": "\\t"
                case "\r": "\\r"
                case _ where scalar.value < 32 || scalar.value > 126 || "&<>".unicodeScalars.contains(scalar):
                    String(Character(scalar)).utf16.map { String(format: isCapital ? "\\u%04X" : "\\u%04x", $0) }
                        .joined()
                default: String(Character(scalar))
                }
            }.joined()
        }
        let percent = bytes.map { byte -> String in
            let isPlain =
                byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
            let isLeft = isPlain || (byte < 128 && "/!'()*-._~".utf8.contains(byte) && Bool.random(using: &random))
            return isLeft ? String(Unicode.Scalar(byte)) : String(format: isCapital ? "%%%02X" : "%%%02x", byte)
        }.joined()
        return [
            ("itself", secret), ("base64", data.base64EncodedString()), ("wrapped base64", wrapped),
            ("hexadecimal", bytes.map { String(format: isCapital ? "%02X" : "%02x", $0) }.joined()),
            ("JSON", json), ("JSON in JSON", json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")),
            ("percent", percent),
            ("shell", secret.replacing("'", with: #"'\''"#)),
            ("Python's shell", secret.replacing("'", with: #"'"'"'"#)),
            ("SQL", secret.replacing("'", with: "''")), ("CSV", secret.replacing("\"", with: "\"\"")),
            (
                "XML",
                secret.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                    .replacing("\"", with: "&quot;").replacing("'", with: "&#x27;")
            ),
        ]
    }

    /// The shown and kept parts of an output that comes in pieces.
    private func shown(_ output: [UInt8], _ redactor: Redactor, _ random: inout SeededRandom) -> (String, tail: String)
    {
        let seen = Mutex<[UInt8]>([])
        let effect = CommandEffect(
            step: StepPath(), sign: .reads, location: .local, script: PlannedText("x"), isPipeline: false,
            environment: [], input: nil, limit: .seconds(1), isCaptured: false)
        let gate = OutputGate(effect, redactor) { piece in seen.withLock { $0 += piece.bytes } }
        var rest = output[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...max(1, min(rest.count, 40)), using: &random)
            gate.take(OutputPiece(stream: .output, bytes: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        let outcome = gate.close(CommandOutcome(ending: .exited(0)))
        return (String(decoding: seen.withLock { $0 }, as: UTF8.self), outcome.tail)
    }

    @Test(arguments: 0..<60) func `A secret is hidden in whatever form and in whatever parts it comes`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let secret = secret(&random)
        let redactor = Redactor()
        redactor.hide(secret)
        for (name, form) in forms(of: secret, &random) {
            let before = Int.random(in: 0...1, using: &random) == 0 ? "" : "it is: "
            let after = Int.random(in: 0...1, using: &random) == 0 ? "" : ";\n"
            let output = before + form + after
            let (text, tail) = shown(Array(output.utf8), redactor, &random)
            #expect(!text.utf8Contains(form), "\(name) of \(secret.debugDescription): \(text.debugDescription)")
            #expect(!tail.utf8Contains(form), "\(name) of \(secret.debugDescription)")
            #expect(text.contains("[secret]"), "\(name) of \(secret.debugDescription): \(text.debugDescription)")
            #expect(redactor.redacted(text) == text, "once hidden it stays as it is")
        }
    }

    @Test func `The tail begins behind a whole secret`() {
        var random = SeededRandom(seed: 7)
        let redactor = Redactor()
        redactor.hide("hunter2-and-more")
        let output = "hunter2-and-more" + String(repeating: "x", count: LastLines.limit - 8)
        #expect(!shown(Array(output.utf8), redactor, &random).tail.contains("more"))
    }

    @Test func `What is no secret comes at once and unchanged`() {
        var random = SeededRandom(seed: 3)
        let redactor = Redactor()
        redactor.hide("hunter2")
        for _ in 0..<200 {
            let output = Array(random.text(of: Self.parts, count: 8).utf8)
            #expect(shown(output, redactor, &random).0 == String(decoding: output, as: UTF8.self))
        }
    }

    @Test func `A line that only ends like a secret is not kept back`() {
        let redactor = Redactor()
        for number in 0..<10 { redactor.hide("hunter\(number)-and-more-of-it") }
        let seen = Mutex<[UInt8]>([])
        let effect = CommandEffect(
            step: StepPath(), sign: .reads, location: .local, script: PlannedText("x"), isPipeline: false,
            environment: [], input: nil, limit: .seconds(1), isCaptured: false)
        let gate = OutputGate(effect, redactor) { piece in seen.withLock { $0 += piece.bytes } }
        var expected: [UInt8] = []
        for letter in UInt8(ascii: "0")...UInt8(ascii: "z") {
            let line = Array("waiting for ".utf8) + [letter, UInt8(ascii: "\n")]
            expected += line
            gate.take(OutputPiece(stream: .output, bytes: line))
            #expect(seen.withLock { $0 } == expected, "\(Unicode.Scalar(letter))")
        }
    }

    @Test(arguments: 0..<100) func `A secret is hidden in lines of base64, wherever it begins`(before: Int) {
        var random = SeededRandom(seed: UInt64(before))
        let secret = "a-token-of-a-machine/0123456789?abcdefghijklmnop~QRSTUVWXYZ"
        let redactor = Redactor()
        redactor.hide(secret)
        let data = Data((String(repeating: "x", count: before) + secret + "yz").utf8)
        let wrapped = data.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]) + "\n"
        let (text, _) = shown(Array(wrapped.utf8), redactor, &random)
        let digits = Array(data.base64EncodedString())
        let shownDigits = text.filter { $0 != "\n" }
        // What the secret decides alone, but for what may be seen at the end of a line.
        let first = (before * 8 + 5) / 6 + 4
        let end = (before + secret.utf8.count) * 8 / 6
        for start in first..<end - 8 {
            #expect(!shownDigits.contains(String(digits[start..<start + 8])), "\(text)")
        }
    }

    /// The source of a secret, and what then becomes of it. `S` prints it.
    private static let routes = [
        "let t: secret = ? S\nwith env T=$t { $ S }", "let t: secret = $ S\nwith env T=$t { $ S }",
        "let t: list of secret = ? S\nfor s in $t { with env T=$s { $ S } }", "let t: list of secret = $ S",
        "let t = (token)\nwith input $t { ? S }", "let t = (tokens)", "let t = (mint)", "mint",
        "ask t: secret \"which\"\nwith env T=$t { $ S }", "ask t: secret = \"SECRET\" \"which\"\n$ S",
        "let t: secret = ? S\nlet x = ? echo x S\nsay $x\nfail \"with $x\"",
        "let t: secret = ? S\nlet x = ? echo x S\nstep \"at $x\" { $ use $x }\nconfirm \"with $x\"",
        "let t: secret = ? S\nwith input \"password=$t\" { $ S }",
        "let t: secret = ? S\nlet c = \"user:$t\"\nwith env A=$c, B=\"of $c\" { $ S }",
        "let t: secret = ? S\nlet c = [user=a, password=$t] written as json\nwith env C=$c { $ S }",
        "let t: list of secret = ? S\nlet c = $t written as yaml\nwith input $c { $ S }",
        "let t: secret = ? S\nlet c = \"a $t b\" replacing 'a' with 'b'\nwith input $c { $ S }",
        "let t: secret = ? S\nlet c = \"a b\" replacing 'a' with $t\nwith input $c { $ S }",
        "let t: secret = ? S\nlet c = edit yaml 'a: 1' {\nset a = $t\n}\nwith input $c { $ S }",
        "let t: secret = ? S\nlet c = edit json '{}' {\nset a.b = [x, $t]\n}\nwith input $c { $ S }",
        "let t: secret = ? S\nlet x = ? echo x S\non failure { say ${failure.message} }\nexpect $x is \"no\"",
    ]

    @Test(arguments: 0..<routes.count, [false, true])
    func `A secret is hidden by whatever route it comes`(number: Int, fails: Bool) async throws {
        let secret = "s3cr3t\(number)Value"
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            probe token gives secret { give ? S }
            probe tokens gives list of secret { give ? S }
            action mint gives secret {
                let made: secret = $ S
                give $made
            }
            phase "One" {
                \(Self.routes[number].replacing("SECRET", with: secret))
            }
            """)
        let dependencies = ScriptedWorld(answers: [.text(secret), .yes, .yes]) { effect in
            var outcome = CommandOutcome.succeeded(effect.script.shown.contains("S") ? secret + "\n" : "")
            if effect.script.shown.hasPrefix("echo") { outcome = .succeeded("x \(secret)\n") }
            if fails { outcome.ending = .exited(1) }
            return outcome
        }
        let end = await test.run(on: dependencies)
        #expect(!"\(dependencies.events)".contains(secret))
        #expect(!"\(end)".contains(secret))
        for record in dependencies.records where !record.isTextThatIsNeeded { #expect(!record.told.contains(secret)) }
    }
}

extension JournalRecord {
    /// A text that holds a secret is kept as it was: the run is resumed with it.
    fileprivate var isTextThatIsNeeded: Bool {
        if case .bound(let bound) = self { bound.key == .variable("x") } else { false }
    }

    /// The part that is written down.
    fileprivate var told: String {
        guard case .bound(let bound) = self, case .value(let value) = bound.content, value.holdsSecret else {
            return "\(self)"
        }
        return "\(bound.key)"
    }
}

extension String {
    fileprivate func utf8Contains(_ part: String) -> Bool { Data(utf8).range(of: Data(part.utf8)) != nil }
}
