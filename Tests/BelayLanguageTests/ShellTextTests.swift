import BelayTestSupport
import Testing

@testable import BelayLanguage

@Suite("Shell text is read as far as Belay must know it")
struct ShellTextTests {
    /// `@` stands for a value: for each, whether it begins a word and whether it stands after `--`.
    private func values(_ text: String) -> [String] {
        var shell = ShellText()
        var found: [String] = []
        for (index, part) in text.split(separator: "@", omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                found.append((shell.beginsWord ? "begins" : "inside") + (shell.isAfterDoubleDash ? " after --" : ""))
                shell.readValue()
            }
            shell.read(String(part))
        }
        return found
    }

    private func isPipeline(_ text: String) -> Bool {
        var shell = ShellText()
        shell.read(text)
        return shell.isPipeline
    }

    @Test(
        arguments: [
            ("rm @", ["begins"]), ("rm /etc/@", ["inside"]), ("rm \"@\"", ["begins"]), ("rm \"a@\"", ["inside"]),
            ("rm ''@", ["begins"]), ("rm 'a'@", ["inside"]), ("rm @@", ["begins", "inside"]), ("A=@ b", ["inside"]),
            ("a;@", ["begins"]), ("a &&@", ["begins"]), ("a <@", ["begins"]), ("a 2>@", ["begins"]),
            ("(@)", ["begins"]), ("a $(b @) @", ["begins", "begins"]), ("a $(b)@", ["inside"]),
            ("a `b @`", ["begins"]), ("a \\\n@", ["begins"]), ("a \\ @", ["inside"]), ("a #b @", ["begins"]),
            ("a ${b}@", ["inside"]), ("a '@' @", ["begins", "begins"]), ("a # it's @\nb '@", ["begins", "begins"]),
            ("a \"$(b @)\" @", ["begins", "begins"]), ("a\n@", ["begins"]),
        ])
    func `A placeholder begins a word or is inside of one`(_ text: String, _ expected: [String]) {
        #expect(values(text).map { String($0.prefix(6)) } == expected)
    }

    @Test(
        arguments: [
            ("rm -- @ @", [true, true]), ("rm --x @", [false]), ("rm @ --", [false]), ("rm -- a; rm @", [false]),
            ("rm -- a | rm @", [false]), ("rm \"--\" @", [true]), ("rm -- $(ls @) @", [false, true]),
            ("rm -- a\nrm @", [false]), ("rm --@", [false]), ("rm ---- @", [false]), ("rm --$(x) @", [false]),
        ])
    func `Words after --`(_ text: String, _ expected: [Bool]) {
        #expect(values(text).map { $0.hasSuffix("--") } == expected)
    }

    @Test(
        arguments: [
            ("a | b", true), ("a |& b", true), ("a || b", false), ("a '|' b", false), ("a \"|\" b", false),
            ("a \\| b", false), ("test -z \"$(a | b)\"", false), ("test -z $(a | b)", false), ("(a | b)", true),
            ("$( (a | b) )", false), ("a >| b", false), ("a # | b", false), ("a#|b", true), ("a `b | c`", false),
            ("cat <<END\n|\nEND\na", false), ("cat <<END\n|\nEND\na | b", true), ("cat <<-'E'\n\t|\n\tE\na", false),
            ("a <<< b | c", true), ("a # it's\nb | c", true), ("a 'b # c' | d", true),
            ("cat <<A <<B\n|\nA\n|\nB\nb", false), ("a ${b#|} c", false), ("a || b | c", true), ("a 2>&1", false),
        ])
    func `Pipelines are told from other commands`(_ text: String, _ expected: Bool) {
        #expect(isPipeline(text) == expected)
    }

    @Test(arguments: 0..<200)
    func `Any text is read to its end`(_ seed: Int) {
        var generator = SeededRandom(seed: UInt64(seed))
        let signs = ["'", "\"", "`", "$(", "${", "(", ")", "}", "|", "<<", "<<-", "E", "\n", " ", "\\", "#", "--", "a"]
        var shell = ShellText()
        for _ in 0..<40 {
            shell.read(signs[generator.roll(signs.count)])
            if generator.roll(4) == 0 { shell.readValue() }
        }
        shell.read(" x")
        #expect(shell.isPipeline || !shell.isPipeline)
    }
}
